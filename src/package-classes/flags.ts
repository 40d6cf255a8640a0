/**
 * Whether a number has a flag: all of its bits, where it has several. Works on unsigned 32 bits, bit 31 included.
 *
 * @param value - of a flags property; null and `undefined`, as of a property that is not there, have no flag
 * @param flag - such as `PkgFlags.DO_NOT_DOWNLOAD`
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
 * A number with a flag set; bits that nobody documented stay as they are.
 *
 * @param value - of a flags property
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
 * A number without a flag; bits that nobody documented stay as they are.
 *
 * @param value - of a flags property
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
