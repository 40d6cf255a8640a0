import type { XmlElement } from "./xml-element.js";

/** What a document holds and this version of the library does not know, as it stood there; absent where there is none. */
export interface AdditionalContent {
  readonly additionalAttributes?: Readonly<Record<string, string>>;
  readonly additionalElements?: readonly XmlElement[];
}

/** Takes an element apart, and keeps account of what nobody asked for, so that nothing unknown is lost. */
export class ElementReader {
  readonly #element: XmlElement;
  readonly #takenAttributes = new Set<string>();
  readonly #takenChildren = new Set<XmlElement>();
  readonly #remains: XmlElement[] = [];

  constructor(element: XmlElement) {
    this.#element = element;
  }

  /** An attribute as text. */
  attribute(name: string): string | undefined {
    return this.#taken(name, (value) => value);
  }

  /** An attribute that says true or false; anything else is left where it is. */
  flag(name: string): boolean | undefined {
    return this.#taken(name, (value) => {
      const word = value.toLowerCase();
      return word === "true" || word === "false" ? word === "true" : undefined;
    });
  }

  /** An attribute that holds whole numbers with blanks between them. */
  numbers(name: string): number[] | undefined {
    return this.#taken(name, (value) => {
      const numbers = value.split(/\s+/).flatMap((word) => (word === "" ? [] : [wholeNumber(word)]));
      return numbers.every((number) => number !== undefined) ? numbers : undefined;
    });
  }

  /** An attribute that holds one whole number. */
  number(name: string): number | undefined {
    return this.#taken(name, wholeNumber);
  }

  /** The first child element of a name. */
  child(name: string): XmlElement | undefined {
    const child = this.#element.children.find((element) => element.name === name);
    if (child !== undefined) this.#takenChildren.add(child);
    return child;
  }

  /** The child elements for which `read` has a value, in order. */
  children<T>(read: (child: XmlElement) => T | undefined): T[] {
    return this.#element.children.flatMap((child) => {
      const value = this.#takenChildren.has(child) ? undefined : read(child);
      if (value === undefined) return [];
      this.#takenChildren.add(child);
      return [value];
    });
  }

  /** What the elements of a plain list within this one hold; what is unknown of the list itself stays with this element. */
  list<T>(name: string, read: (item: XmlElement) => T | undefined): T[] {
    const list = this.child(name);
    if (list === undefined) return [];
    const reader = new ElementReader(list);
    const items = reader.children(read);
    this.keepRest(list, reader);
    return items;
  }

  /** Keeps what `reader` left of a child that was taken. */
  keepRest({ name }: XmlElement, reader: ElementReader): void {
    const { additionalAttributes, additionalElements } = reader.rest();
    if (additionalAttributes === undefined && additionalElements === undefined) return;
    this.#remains.push({
      name,
      attributes: additionalAttributes ?? {},
      text: "",
      children: additionalElements ?? [],
    });
  }

  /** What nobody asked for. Call it last. */
  rest(): AdditionalContent {
    const { attributes, children } = this.#element;
    const unread = Object.entries(attributes).filter(([name]) => !this.#takenAttributes.has(name));
    const elements = [...children.filter((child) => !this.#takenChildren.has(child)), ...this.#remains];
    return {
      ...(unread.length > 0 && { additionalAttributes: Object.fromEntries(unread) }),
      ...(elements.length > 0 && { additionalElements: elements }),
    };
  }

  #taken<T>(name: string, read: (value: string) => T | undefined): T | undefined {
    const value = Object.hasOwn(this.#element.attributes, name) ? this.#element.attributes[name] : undefined;
    const meaning = value === undefined ? undefined : read(value);
    if (meaning !== undefined) this.#takenAttributes.add(name);
    return meaning;
  }
}

function wholeNumber(text: string): number | undefined {
  const number = /^-?\d{1,16}$/.test(text.trim()) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}
