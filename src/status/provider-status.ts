import { hresultBits, rangeOf } from "./hresult.js";
import { smsProviderMeaning } from "./sms-provider-codes.js";
import type { DecodedStatus, StatusMeaning } from "./status-meaning.js";
import type { KnownCode } from "./tables/code-table.js";
import { wbemMeaning } from "./wbem-codes.js";
import { win32Meaning } from "./win32-codes.js";

/** Finds the text of a code that is not of WMI, COM or the SMS Provider. A Win32 code is passed as an HRESULT. */
export type CodeLookup = (hresult: number) => KnownCode | undefined;

const noMoreCodes: CodeLookup = () => undefined;

// Eight hex digits after 0x, or ten decimal digits. Not part of a longer number or word (64-bit address, GUID, version).
const codes = /(?<![\w.-])(?:0x[0-9a-f]{8}|-?\d{10})(?![\w-]|\.\d)/gi;

/** Codes that say only that something failed. Another code in the same text explains more. */
const generic = new Set([0x8004_1001, 0x8004_1004, 0x8000_4004, 0x8000_4005, 0x8000_ffff, 0x8007_0643]);

/**
 * Decodes a status code in a failure. It names the source of every code, but has texts only for codes of WMI, COM and the
 * SMS Provider. All other texts are in the tables of `decodeStatus`, so that a program that does not call `decodeStatus`
 * does not bundle them.
 *
 * @throws RangeError if the code is not a 32-bit integer
 */
export function decodeProviderStatus(code: number, moreCodes = noMoreCodes): DecodedStatus {
  if (!Number.isInteger(code) || code < -0x8000_0000 || code > 0xffff_ffff) {
    throw new RangeError(`code must be a 32-bit integer, from -2147483648 to 4294967295: ${String(code)}`);
  }
  const unsigned = code >>> 0;
  return {
    hex: `0x${unsigned.toString(16).toUpperCase().padStart(8, "0")}`,
    signed: unsigned | 0,
    unsigned,
    ...meaningOf(unsigned, moreCodes),
  };
}

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

function meaningOf(unsigned: number, moreCodes: CodeLookup): StatusMeaning {
  const range = rangeOf(unsigned);
  if (range !== undefined) return { ...hresultBits(unsigned), ...moreCodes(unsigned), ...range };
  return (
    smsProviderMeaning(unsigned) ??
    wbemMeaning(unsigned) ??
    win32Meaning(unsigned, moreCodes) ?? { ...hresultBits(unsigned), source: "unknown" }
  );
}

function statusOf(digits: string, decode: (code: number) => DecodedStatus): DecodedStatus[] {
  const code = Number(digits);
  if (code === 0 || code < -0x8000_0000 || code > 0xffff_ffff) return [];
  const status = decode(code);
  const isHex = /x/i.test(digits);
  return isHex || status.message !== undefined ? [status] : [];
}
