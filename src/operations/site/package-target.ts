import { invalidArgument, readMembers } from "../../invalid-argument.js";
import { fail, succeed, type Result } from "../../result.js";

/** `SMS_PackageBaseclass.PackageType` of a task sequence (documented). */
export const taskSequencePackageType = 4;

/*
 * The classes that have `RefreshPkgSource` and `SetSourceSite`, spelled as the provider spells them, with the `PackageType`
 * of their packages. The types are documented. Which class belongs to which type is inferred from the class pages. Type 7,
 * virtual applications, has no separate class. `SMS_VhdPackage` is not in current releases, and its page has the type of
 * another class, so this table has no type for it.
 *
 * The built declarations contain this table, although users cannot reach it. So it has pairs instead of objects, and this
 * comment is not a doc comment.
 */
const classes = [
  ["SMS_Package", 0],
  ["SMS_DriverPackage", 3],
  ["SMS_TaskSequencePackage", taskSequencePackageType],
  ["SMS_SoftwareUpdatesPackage", 5],
  ["SMS_DeviceSettingPackage", 6],
  ["SMS_ContentPackage", 8],
  ["SMS_ImagePackage", 257],
  ["SMS_BootImagePackage", 258],
  ["SMS_OperatingSystemInstallPackage", 259],
  ["SMS_VhdPackage", undefined],
] as const;

/** The class of task sequences. `RefreshPkgSource` on it makes the task sequence unusable (documented). */
export type TaskSequenceClassName = "SMS_TaskSequencePackage";

/** A package class other than `SMS_TaskSequencePackage`. */
export type SafePackageClassName = Exclude<(typeof classes)[number][0], TaskSequenceClassName>;

/** A class whose packages can be refreshed. */
// An editor shows the name of a union that is written as a union. Otherwise it would show all ten members.
export type PackageClassName = SafePackageClassName | TaskSequenceClassName;

/** Names of the classes whose packages can be refreshed. */
export const packageClassNames: readonly PackageClassName[] = /* @__PURE__ */ classes.map(([className]) => className);

/** `PackageType` of the packages of a class; `undefined` if it is not known. */
export function packageTypeOf(className: PackageClassName): number | undefined {
  return classes.find(([name]) => name === className)?.[1];
}

/** The concrete class of a package, or `undefined` if no class is documented for its `PackageType`. */
export function classNameOfPackageType(PackageType: number | undefined): PackageClassName | undefined {
  return PackageType === undefined ? undefined : classes.find(([, packageType]) => packageType === PackageType)?.[0];
}

/** Concrete class and ID of one package. Every object of a package class is also a target. */
export interface PackageTarget<Name extends PackageClassName = PackageClassName> {
  readonly className: Name;
  /** Eight characters, A-Z and 0-9. */
  readonly PackageID: string;
}

const packageIDForm = /^[A-Za-z0-9]{8}$/;

/**
 * Checks a value, for example from a file or a command line, and returns it as a target.
 *
 * @param value - an object with `className` (one of {@link packageClassNames}, in the provider's spelling) and
 *   `PackageID` (8 characters A-Z 0-9; lower case becomes upper case)
 * @returns the target, or `invalid-argument` with the `parameter` that was wrong
 * @example
 * ```ts
 * import { packageTarget, planRefreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function planRow(transport: Transport, line: string) {
 *   const [className, PackageID] = line.split(";");
 *   const target = packageTarget({ className, PackageID });
 *   return target.ok ? planRefreshPkgSource(transport, target.value) : target;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export function packageTarget(value: unknown): Result<PackageTarget> {
  const read = readMembers(value, "className", "PackageID");
  if (read === undefined) {
    return invalidArgument({ className: "" }, "target", "must be an object with className and PackageID");
  }
  const { className, PackageID } = read;
  if (!isPackageClassName(className)) {
    return invalidArgument(
      { className: typeof className === "string" ? className.slice(0, 100) : "" },
      "className",
      `must be exactly one of ${packageClassNames.join(", ")}`,
    );
  }
  const id = checkPackageID(className, PackageID);
  return id.ok ? succeed({ className, PackageID: id.value }) : id;
}

/** Checks the target of a method as {@link packageTarget} does. The failure also has the name of the method. */
export function checkTarget(value: unknown, methodName: string): Result<PackageTarget> {
  const checked = packageTarget(value);
  if (checked.ok) return checked;
  const { failure } = checked;
  return fail({ ...failure, operation: { ...failure.operation, methodName } });
}

/** Checks a PackageID and returns it in upper case, or `invalid-argument`. */
export function checkPackageID(className: string, PackageID: unknown): Result<string> {
  if (typeof PackageID === "string" && packageIDForm.test(PackageID)) {
    return succeed(PackageID.toUpperCase());
  }
  return invalidArgument({ className }, "PackageID", 'must be 8 characters, A-Z and 0-9, such as "P0100012"');
}

/** Whether a value is the exact name of a package class. */
export function isPackageClassName(value: unknown): value is PackageClassName {
  return packageClassNames.some((name) => name === value);
}
