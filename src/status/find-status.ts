import { decodeStatus } from "./decode-status.js";
import { findProviderStatus } from "./find-provider-status.js";
import type { DecodedStatus } from "./status-meaning.js";

/**
 * Finds the status code in an error text or a line of a log: `0x` and eight hex digits, or a decimal number, signed or
 * unsigned, that {@link decodeStatus} knows. If the text has several codes, it prefers a code with a known meaning to a
 * code that says only that something failed, such as `WBEM_E_FAILED`, and to a number that might be an address.
 *
 * @param text - one sentence or many
 * @returns the decoded code; `undefined` if the text has none, or only 0 (success)
 * @example
 * ```ts
 * import { findStatus } from "configmgr-sdk";
 *
 * const status = findStatus("User P01\\ann is not able to get the lock at this time. Error: 0x40480732");
 * console.log(status?.message); // the object's SEDO lock is not available
 * ```
 */
export function findStatus(text: string): DecodedStatus | undefined {
  return findProviderStatus(text, decodeStatus);
}
