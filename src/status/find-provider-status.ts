import { decodeProviderStatus } from "./provider-status.js";
import type { DecodedStatus } from "./status-meaning.js";

// Eight hex digits after 0x, or ten decimal digits. Not part of a longer number or word (64-bit address, GUID, version).
const codes = /(?<![\w.-])(?:0x[0-9a-f]{8}|-?\d{10})(?![\w-]|\.\d)/gi;

/** Codes that say only that something failed. Another code in the same text explains more. */
const generic = new Set([0x8004_1001, 0x8004_1004, 0x8000_4004, 0x8000_4005, 0x8000_ffff, 0x8007_0643]);

/**
 * Finds the status code in an error text. If the text has several codes, the order of preference is: a code with a known
 * meaning, another code of a known source, a code that says only that something failed, any other hexadecimal number
 * (it can be an address).
 */
export function findProviderStatus(text: string, decode = decodeProviderStatus): DecodedStatus | undefined {
  const found = Array.from(text.matchAll(codes), ([digits]) => digits).flatMap((digits) => statusOf(digits, decode));
  const specific = found.filter(({ source, unsigned }) => source !== "unknown" && !generic.has(unsigned));
  return (
    specific.find(({ message }) => message !== undefined) ??
    specific[0] ??
    found.find(({ source }) => source !== "unknown") ??
    found[0]
  );
}

function statusOf(digits: string, decode: (code: number) => DecodedStatus): DecodedStatus[] {
  const code = Number(digits);
  if (code === 0 || code < -0x8000_0000 || code > 0xffff_ffff) return [];
  const status = decode(code);
  const isHex = /x/i.test(digits);
  return isHex || status.message !== undefined ? [status] : [];
}
