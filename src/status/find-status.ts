import { decodeStatus, type DecodedStatus } from "./decode-status.js";

// Eight hex digits after 0x, or ten decimal digits, with nothing around them that would make them part of a longer
// number or word (64-bit addresses, GUIDs, versions).
const codes = /(?<![\w.-])(?:0x[0-9a-f]{8}|-?\d{10})(?![\w-]|\.\d)/gi;

/**
 * Finds the status code in a provider's sentence: `0x` and eight hex digits, or a decimal number, signed or unsigned,
 * that is a code of our tables. `WBEM_E_FAILED` stands around nearly every other code, and a number that belongs to
 * nobody may be an address: each is given only where there is nothing better.
 *
 * @param text - what a site answered, one sentence or many
 * @returns the decoded code; `undefined` where the text holds none but that of success
 * @example
 * ```ts
 * import { findStatus } from "configmgr-sdk";
 *
 * const status = findStatus("User P01\\ann is not able to get the lock at this time. Error: 0x40480732");
 * console.log(status?.message); // the object's SEDO lock is not available
 * ```
 */
export function findStatus(text: string): DecodedStatus | undefined {
  const found = Array.from(text.matchAll(codes), ([digits]) => digits).flatMap(statusOf);
  return found.find(isTelling) ?? found.find(({ source }) => source !== "unknown") ?? found[0];
}

function statusOf(digits: string): DecodedStatus[] {
  const code = Number(digits);
  if (code === 0 || code < -0x8000_0000 || code > 0xffff_ffff) return [];
  const status = decodeStatus(code);
  const isHex = /x/i.test(digits);
  return isHex || status.message !== undefined ? [status] : [];
}

function isTelling({ source, name }: DecodedStatus): boolean {
  return source !== "unknown" && name !== "WBEM_E_FAILED";
}
