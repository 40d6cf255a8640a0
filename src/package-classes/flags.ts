/**
 * Whether a number has a flag. If the flag has several bits, the number must have all of them. Works on unsigned 32-bit
 * numbers, bit 31 included.
 *
 * @param value - value of a flags property; null and `undefined` have no flag
 * @param flag - for example `PkgFlags.DO_NOT_DOWNLOAD`
 * @example
 * ```ts
 * import { hasFlag, PkgFlags, type SMS_Package } from "configmgr-sdk";
 *
 * export function staysInCache(pkg: SMS_Package): boolean {
 *   return hasFlag(pkg.PkgFlags, PkgFlags.PERSIST_IN_CACHE);
 * }
 * ```
 */
export function hasFlag(value: number | null | undefined, flag: number): boolean {
  return ((value ?? 0) & flag) >>> 0 === flag >>> 0;
}

/**
 * Sets a flag in a number. Other bits do not change, undocumented bits included.
 *
 * @param value - value of a flags property
 * @param flag - one or several bits
 * @returns 0 to 4294967295
 * @example
 * ```ts
 * import { PkgFlags, withFlag, type SMS_Package } from "configmgr-sdk";
 *
 * export function keepInCache(pkg: SMS_Package) {
 *   return pkg.update({ PkgFlags: withFlag(pkg.PkgFlags ?? 0, PkgFlags.PERSIST_IN_CACHE) });
 * }
 * ```
 */
export function withFlag(value: number, flag: number): number {
  return (value | flag) >>> 0;
}

/**
 * Clears a flag in a number. Other bits do not change, undocumented bits included.
 *
 * @param value - value of a flags property
 * @param flag - one or several bits
 * @returns 0 to 4294967295
 * @example
 * ```ts
 * import { ProgramFlags, withoutFlag, type SMS_TaskSequencePackage } from "configmgr-sdk";
 *
 * export function enable(sequence: SMS_TaskSequencePackage) {
 *   return sequence.update({ ProgramFlags: withoutFlag(sequence.ProgramFlags ?? 0, ProgramFlags.DISABLED) });
 * }
 * ```
 */
export function withoutFlag(value: number, flag: number): number {
  return (value & ~flag) >>> 0;
}
