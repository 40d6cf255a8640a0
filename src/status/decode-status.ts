import { clientMeaning } from "./configmgr-client-codes.js";
import { hresultBits } from "./hresult.js";
import { smsProviderMeaning } from "./sms-provider-codes.js";
import type { StatusMeaning } from "./status-meaning.js";
import { wbemMeaning } from "./wbem-codes.js";
import { win32Meaning } from "./win32-codes.js";

/**
 * A 32-bit status code, taken apart: plain JSON data. Where the tables have no name for a part, its number stands there
 * as decimal text.
 */
export interface DecodedStatus extends StatusMeaning {
  /** `0x` and eight upper-case digits. */
  readonly hex: string;
  /** As methods return it (SInt32). */
  readonly signed: number;
  /** As `StatusCode` and `ErrorCode` are written (UInt32). */
  readonly unsigned: number;
}

/**
 * Says what a status code means: what a method returned, the `StatusCode` of an error, or the `ErrorCode` of
 * `SMS_ExtendedStatus`. Unknown codes pass through with what their bits say. 0 is success: `E_NONE` of the SMS Provider.
 *
 * @param code - a 32-bit integer, signed or unsigned: -2147483648 to 4294967295
 * @throws RangeError when it is anything else.
 * @example
 * ```ts
 * import { decodeStatus } from "configmgr-sdk";
 *
 * const status = decodeStatus(-2147217405);
 * console.log(status.hex, status.name, status.advice); // 0x80041003 WBEM_E_ACCESS_DENIED Give the account ...
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/core/understand/about-configuration-manager-errors
 */
export function decodeStatus(code: number): DecodedStatus {
  if (!Number.isInteger(code) || code < -0x8000_0000 || code > 0xffff_ffff) {
    throw new RangeError(`decodeStatus: ${String(code)} is not a 32-bit integer`);
  }
  const unsigned = code >>> 0;
  return {
    hex: `0x${unsigned.toString(16).toUpperCase().padStart(8, "0")}`,
    signed: unsigned | 0,
    unsigned,
    ...(smsProviderMeaning(unsigned) ??
      wbemMeaning(unsigned) ??
      clientMeaning(unsigned) ??
      win32Meaning(unsigned) ?? { ...hresultBits(unsigned), source: "unknown" as const }),
  };
}
