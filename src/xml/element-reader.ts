import type { XmlElement } from "./xml-reader.js";

/**
 * Attributes and elements of the XML that this version of the library does not know, unchanged. Absent if there are none.
 */
export interface AdditionalContent {
  readonly additionalAttributes?: Readonly<Record<string, string>>;
  readonly additionalElements?: readonly XmlElement[];
}

/** Reads the attributes and children of an XML element, and notes which ones were read, so that unknown content is kept. */
export class ElementReader {
  readonly #element: XmlElement;
  readonly #readAttributes = new Set<string>();
  readonly #readChildren = new Set<XmlElement>();
  readonly #unreadChildren: XmlElement[] = [];

  constructor(element: XmlElement) {
    this.#element = element;
  }

  /** Reads an attribute as text. */
  attribute(name: string): string | undefined {
    return this.#readAttribute(name, (value) => value);
  }

  /** Reads an attribute with the value true or false. Another value counts as unread. */
  flag(name: string): boolean | undefined {
    return this.#readAttribute(name, (value) => {
      const word = value.toLowerCase();
      return word === "true" || word === "false" ? word === "true" : undefined;
    });
  }

  /** Reads an attribute with whole numbers, separated by blanks. */
  numbers(name: string): number[] | undefined {
    return this.#readAttribute(name, (value) => {
      const numbers = value.split(/\s+/).flatMap((word) => (word === "" ? [] : [wholeNumber(word)]));
      return numbers.every((number) => number !== undefined) ? numbers : undefined;
    });
  }

  /** Reads an attribute with one whole number. */
  number(name: string): number | undefined {
    return this.#readAttribute(name, wholeNumber);
  }

  /** Returns the first child element with a name. */
  child(name: string): XmlElement | undefined {
    const child = this.#element.children.find((element) => element.name === name);
    if (child !== undefined) this.#readChildren.add(child);
    return child;
  }

  /** Reads child elements with `read`. A child for which `read` returns `undefined` counts as unread. */
  children<T>(read: (child: XmlElement) => T | undefined): T[] {
    return this.#element.children.flatMap((child) => {
      const value = this.#readChildren.has(child) ? undefined : read(child);
      if (value === undefined) return [];
      this.#readChildren.add(child);
      return [value];
    });
  }

  /**
   * Reads the children of a child element that is a list. Unknown parts of the list are kept as unread parts of this
   * element.
   */
  list<T>(name: string, read: (item: XmlElement) => T | undefined): T[] {
    const list = this.child(name);
    if (list === undefined) return [];
    const reader = new ElementReader(list);
    const items = reader.children(read);
    this.keepRest(list, reader);
    return items;
  }

  /** Keeps the parts of a child element that `reader` did not read. */
  keepRest({ name }: XmlElement, reader: ElementReader): void {
    const { additionalAttributes, additionalElements } = reader.rest();
    if (additionalAttributes === undefined && additionalElements === undefined) return;
    this.#unreadChildren.push({
      name,
      attributes: additionalAttributes ?? {},
      text: "",
      children: additionalElements ?? [],
    });
  }

  /** Returns the parts of the element that were not read. Call it last. */
  rest(): AdditionalContent {
    const { attributes, children } = this.#element;
    const unread = Object.entries(attributes).filter(([name]) => !this.#readAttributes.has(name));
    const elements = [...children.filter((child) => !this.#readChildren.has(child)), ...this.#unreadChildren];
    return {
      ...(unread.length > 0 && { additionalAttributes: Object.fromEntries(unread) }),
      ...(elements.length > 0 && { additionalElements: elements }),
    };
  }

  #readAttribute<T>(name: string, read: (value: string) => T | undefined): T | undefined {
    const value = Object.hasOwn(this.#element.attributes, name) ? this.#element.attributes[name] : undefined;
    const meaning = value === undefined ? undefined : read(value);
    if (meaning !== undefined) this.#readAttributes.add(name);
    return meaning;
  }
}

function wholeNumber(text: string): number | undefined {
  const number = /^-?\d{1,16}$/.test(text.trim()) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}
