import { SaxesParser } from "saxes";

/** The attributes of an element by name. */
export type XmlAttributes = Readonly<Record<string, string>>;

/** Receives the parts of an XML text in document order. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  /** Receives text in the element that was opened last. Can be called several times for one text. */
  text?(piece: string): void;
  close(name: string): void;
}

/** Limits for an XML text. */
export interface XmlLimits {
  /** Maximum nesting depth, including the root. */
  readonly maxDepth: number;
  /** Maximum length of the text in UTF-16 code units. */
  readonly maxLength: number;
  /** Maximum number of elements. An element uses much more memory than the characters of a short tag. */
  readonly maxElements: number;
}

/** Why an XML text was refused. `reason` completes a sentence. It quotes nothing of the text, which can contain secrets. */
export interface XmlFault {
  readonly reason: string;
  /** Line and column of the fault, both from 1. Absent if the fault is about the whole text. */
  readonly place?: { readonly line: number; readonly column: number };
}

/**
 * Reads XML strictly and in one pass. Refuses a DOCTYPE, so that only the five entities of XML exist, and processing
 * instructions. An XML declaration at the start is allowed, because `$metadata` has one.
 *
 * @returns the fault that ended the reading; `undefined` if the whole text was read
 */
export function readXml(text: string, limits: XmlLimits, handler: XmlHandler): XmlFault | undefined {
  const { maxDepth, maxLength, maxElements } = limits;
  if (text.length > maxLength) return { reason: `is longer than ${maxLength} characters` };
  // The parser accepts half a surrogate pair, which is not a character of XML. It refuses U+FFFE, so U+FFFE replaces each
  // half pair.
  const characters = text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, "\uFFFE");

  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: "1.0", forceXMLVersion: true });
  let depth = 0;
  let elements = 0;
  const found: { fault?: XmlFault } = {};
  const refuse = (reason: string) => {
    found.fault = { reason, place: { line: parser.line, column: Math.max(1, parser.column) } };
    // Only an exception stops the parser.
    throw new Error(reason);
  };
  parser.on("doctype", () => {
    refuse("has a DOCTYPE, which is not allowed");
  });
  parser.on("processinginstruction", () => {
    refuse("has a processing instruction, which is not allowed");
  });
  // The messages of the parser are not used, because some of them quote the text.
  parser.on("error", () => {
    refuse("is not well-formed XML");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    elements += 1;
    if (depth > maxDepth) refuse(`has a nesting depth of more than ${maxDepth} elements`);
    if (elements > maxElements) refuse(`has more than ${maxElements} elements`);
    handler.open(name, attributes);
  });
  parser.on("text", (piece) => handler.text?.(piece));
  parser.on("cdata", (piece) => handler.text?.(piece));
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    handler.close(name);
  });

  try {
    parser.write(characters).close();
  } catch (error) {
    if (found.fault === undefined) throw error;
  }
  return found.fault;
}

/** Writes a sentence about `what` that states the fault. */
export function describeFault(what: string, { reason, place }: XmlFault): string {
  return `${what} ${reason}${place === undefined ? "" : ` (line ${place.line}, column ${place.column})`}`;
}

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
