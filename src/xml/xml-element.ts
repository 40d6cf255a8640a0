import { readXml, type XmlAttributes, type XmlFault, type XmlLimits } from "./xml-reader.js";

/** An XML element as plain data. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  /** The text in the element, joined. Empty if there is only white space around child elements. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly pieces: string[];
  readonly children: XmlElement[];
}

/** Reads XML into a tree of elements. Returns the root element, or the fault that ended the reading. */
export function readXmlTree(
  text: string,
  limits: XmlLimits,
): { readonly root: XmlElement } | { readonly fault: XmlFault } {
  const document: OpenElement = { name: "", attributes: {}, pieces: [], children: [] };
  const open = [document];
  const fault = readXml(text, limits, {
    open(name, attributes) {
      open.push({ name, attributes, pieces: [], children: [] });
    },
    text(piece) {
      open.at(-1)?.pieces.push(piece);
    },
    close() {
      const closed = open.pop();
      if (closed !== undefined) open.at(-1)?.children.push(elementOf(closed));
    },
  });
  if (fault !== undefined) return { fault };
  const [root] = document.children;
  return root === undefined ? { fault: { reason: "has no root element" } } : { root };
}

function elementOf({ name, attributes, pieces, children }: OpenElement): XmlElement {
  const text = pieces.join("");
  const isLayout = children.length > 0 && text.trim() === "";
  return { name, attributes: { ...attributes }, text: isLayout ? "" : text, children };
}
