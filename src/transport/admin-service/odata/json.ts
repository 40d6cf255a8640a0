import v8 from "node:v8";
import { scanJson } from "./scan-json.js";

/** The content of a text: JSON, nothing, something else, or JSON that this process must not read. */
export type Parsed =
  | { readonly is: "json"; readonly value: unknown }
  | { readonly is: "empty" }
  | { readonly is: "other" }
  | { readonly is: "refused"; readonly why: string };

/**
 * Maximum nesting depth: deeper than every response of a site, and far below the depth at which code that reads the parsed
 * objects would overflow the stack.
 */
const maxDepth = 100;

/** Whether a text is empty or contains only white space. `String.trim()` counts a byte order mark as white space. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}

/**
 * Parses a response body. Never ends the process: a text that needs more memory than the process has is refused.
 * An integer that a JavaScript number cannot hold exactly (an Int64 above 2^53) becomes text. A text with a number such as
 * 1e400 or 1e-400 is not the JSON of a site: the largest number types of WMI are the 64-bit integer and the 64-bit
 * floating-point number (documented).
 */
export function parseJson(text: string): Parsed {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const scan = scanJson(bare, maxDepth);
  if (scan.depth > maxDepth) return { is: "refused", why: `is nested deeper than ${maxDepth} levels` };
  if (scan.outOfRange) return { is: "other" };
  if (!hasMemoryFor(scan.heapBytes)) return { is: "refused", why: "needs more memory than this process has left" };
  try {
    return { is: "json", value: JSON.parse(scan.text) };
  } catch {
    // The parser's message quotes the response, and the position of the error does not help.
    return { is: isBlank(bare) ? "empty" : "other" };
  }
}

/** Every process has this much. */
const alwaysFreeBytes = 4 * 1024 * 1024;

// V8 ends the process if the heap is full, and `{},` needs 21 bytes of heap for each byte of text.
function hasMemoryFor(bytes: number): boolean {
  if (bytes <= alwaysFreeBytes) return true;
  const { heap_size_limit, used_heap_size } = v8.getHeapStatistics();
  return bytes <= heap_size_limit - used_heap_size;
}
