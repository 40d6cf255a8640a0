import { hresultBits, rangeOf } from "./hresult.js";
import { smsProviderMeaning } from "./sms-provider-codes.js";
import type { DecodedStatus, StatusMeaning } from "./status-meaning.js";
import type { KnownCode } from "./tables/code-table.js";
import { wbemMeaning } from "./wbem-codes.js";
import { win32Meaning } from "./win32-codes.js";

/** Looks up a code that is not of WMI, COM or the SMS Provider; a Win32 code is looked up as an HRESULT. */
export type CodeLookup = (hresult: number) => KnownCode | undefined;

const noMoreCodes: CodeLookup = () => undefined;

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

function meaningOf(unsigned: number, moreCodes: CodeLookup): StatusMeaning {
  const range = rangeOf(unsigned);
  if (range !== undefined) return { ...hresultBits(unsigned), ...moreCodes(unsigned), ...range };
  return (
    smsProviderMeaning(unsigned) ??
    wbemMeaning(unsigned) ??
    win32Meaning(unsigned, moreCodes) ?? { ...hresultBits(unsigned), source: "unknown" }
  );
}
