import { SaxesParser } from "saxes";

/** An element's attributes, by name. */
export type XmlAttributes = Readonly<Record<string, string>>;

/** What is told of an XML text while it is read, in its order. */
export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  /** Character data of the element that was opened last; may come in pieces. */
  text?(piece: string): void;
  close(name: string): void;
}

/** How much of an XML text is taken. */
export interface XmlLimits {
  /** Elements within each other, the root included. */
  readonly maxDepth: number;
  /** Length of the text in UTF-16 code units. */
  readonly maxLength: number;
  /** Elements in all: a short tag costs far more memory than it has characters. */
  readonly maxElements: number;
}

/** Why a text was not taken, as the rest of a sentence. Quotes nothing of it: what is read here may be secret. */
export interface XmlFault {
  readonly reason: string;
  /** Both from 1, the column in characters; absent where the text as a whole was at fault. */
  readonly place?: { readonly line: number; readonly column: number };
}

class XmlFaultError extends Error {
  readonly fault: XmlFault;

  constructor(fault: XmlFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

/**
 * Reads XML strictly and in one pass. No DTD is taken, so that there are no entities but the five of XML itself, and no
 * processing instruction; an XML declaration may stand at the start, where `$metadata` has one.
 *
 * @returns the fault that ended the reading; `undefined` when the text was read to its end
 */
export function readXml(text: string, limits: XmlLimits, handler: XmlHandler): XmlFault | undefined {
  const { maxDepth, maxLength, maxElements } = limits;
  if (text.length > maxLength) return { reason: `is longer than ${maxLength} characters` };
  // The parser overlooks half a surrogate pair. It is no more a character of XML than U+FFFE, which the parser sees.
  const characters = text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, "\uFFFE");

  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: "1.0", forceXMLVersion: true });
  let depth = 0;
  let elements = 0;
  const refuse = (reason: string) => {
    throw new XmlFaultError({ reason, place: { line: parser.line, column: Math.max(1, parser.column) } });
  };
  parser.on("doctype", () => {
    refuse("has a DOCTYPE, which is not taken");
  });
  parser.on("processinginstruction", () => {
    refuse("has a processing instruction, which is not taken");
  });
  // The parser's own messages are left out: some of them quote names of the text.
  parser.on("error", () => {
    refuse("is not well-formed XML");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    elements += 1;
    if (depth > maxDepth) refuse(`has more than ${maxDepth} elements within each other`);
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
    return undefined;
  } catch (error) {
    if (error instanceof XmlFaultError) return error.fault;
    throw error;
  }
}

/** A fault as a sentence about `what`. */
export function describeFault(what: string, { reason, place }: XmlFault): string {
  return `${what} ${reason}${place === undefined ? "" : ` (line ${place.line}, column ${place.column})`}`;
}
