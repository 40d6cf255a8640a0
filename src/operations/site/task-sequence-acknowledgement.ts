import type { NotAcknowledged } from "../../failure.js";
import { describeOperation } from "../../operation-text.js";
import { fail, succeed, type Result } from "../../result.js";
import { readMembers } from "../../invalid-argument.js";
import {
  isPackageClassName,
  packageTarget,
  taskSequencePackageType,
  type PackageTarget,
  type SafePackageClassName,
} from "./package-target.js";

/**
 * Whether a target is a task sequence. An object that was read under another class name still has `PackageType`, which
 * reveals it. If `PackageType` cannot be read, the package might be one.
 */
export function isTaskSequence(target: object): boolean {
  try {
    return (
      ("className" in target && target.className === "SMS_TaskSequencePackage") ||
      ("PackageType" in target && Number(target.PackageType) === taskSequencePackageType)
    );
  } catch {
    return true;
  }
}

/**
 * Whether a target can be refreshed without damage. False for a task sequence, for a package of a class that this version of
 * the library does not know, and if `className` or `PackageID` cannot be read.
 *
 * @example
 * ```ts
 * import { isSafeTarget, SMS_PackageBaseclass, type Transport } from "configmgr-sdk";
 *
 * export async function refreshable(transport: Transport) {
 *   const list = await SMS_PackageBaseclass.list(transport);
 *   return list.ok ? list.value.filter(isSafeTarget) : [];
 * }
 * ```
 */
export function isSafeTarget<T extends { readonly className: string; readonly PackageID: string }>(
  target: T,
): target is T & PackageTarget<SafePackageClassName> {
  return isPackageClassName(readMembers(target, "className", "PackageID")?.["className"]) && !isTaskSequence(target);
}

/**
 * Checks a value from a file or a command line, as `packageTarget` does, and refuses task sequences too. The result can be
 * refreshed without an acknowledgement.
 *
 * @param value - as of {@link packageTarget}
 * @returns the target. Failures: `invalid-argument` with the `parameter` that is wrong; `not-acknowledged` for a task
 *   sequence, also if only `PackageType` 4 reveals it
 * @example
 * ```ts
 * import { refreshPkgSource, safePackageTarget, type Transport } from "configmgr-sdk";
 *
 * export async function refreshRow(transport: Transport, line: string) {
 *   const [className, PackageID] = line.split(";");
 *   const target = safePackageTarget({ className, PackageID });
 *   return target.ok ? refreshPkgSource(transport, target.value) : target;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/refreshpkgsource-method-in-class-sms_tasksequencepackage
 */
export function safePackageTarget(value: unknown): Result<PackageTarget<SafePackageClassName>> {
  const checked = packageTarget(value);
  if (!checked.ok) return checked;
  const target = checked.value;
  const isHidden = typeof value === "object" && value !== null && isTaskSequence(value);
  if (isHidden || !isSafeTarget(target)) return fail(notAcknowledged(target, "RefreshPkgSource"));
  return succeed(target);
}

/** The failure for a call that would make a task sequence unusable (documented on the method's page). */
export function notAcknowledged({ className, PackageID }: PackageTarget, methodName: string): NotAcknowledged {
  return {
    kind: "not-acknowledged",
    execution: "not-executed",
    message: `${describeOperation({ className, methodName, PackageID })}: the call would make the task sequence unusable, so the library did not send it`,
    operation: { className, methodName, PackageID },
    advice:
      "Refresh the packages that the task sequence references, each on its own class. " +
      "Only if you accept an unusable task sequence, pass acknowledgeInoperable: true.",
  };
}
