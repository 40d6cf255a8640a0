import { checkPackageID, isPackageClassName, type PackageClassName } from "../operations/site/package-target.js";
import { classNameOfPackageType } from "../operations/site/package-type.js";
import { uint32 } from "../wmi/row-values.js";
import { fail, type Failed, type Result } from "../result.js";
import { where } from "../transport/filter.js";
import type { CallOptions, Transport, WmiObject } from "../transport/transport.js";
import { SMS_BootImagePackage } from "./sms-boot-image-package.js";
import { SMS_ContentPackage } from "./sms-content-package.js";
import { SMS_DeviceSettingPackage } from "./sms-device-setting-package.js";
import { SMS_DriverPackage } from "./sms-driver-package.js";
import { SMS_ImagePackage } from "./sms-image-package.js";
import { SMS_OperatingSystemInstallPackage } from "./sms-operating-system-install-package.js";
import { SMS_Package } from "./sms-package.js";
import { SMS_SoftwareUpdatesPackage } from "./sms-software-updates-package.js";
import { SMS_TaskSequencePackage } from "./sms-task-sequence-package.js";
import { SMS_VhdPackage } from "./sms-vhd-package.js";

/** An object of one of the package classes; `className` tells which. */
export type AnyPackage =
  | SMS_Package
  | SMS_DriverPackage
  | SMS_TaskSequencePackage
  | SMS_SoftwareUpdatesPackage
  | SMS_DeviceSettingPackage
  | SMS_ContentPackage
  | SMS_ImagePackage
  | SMS_BootImagePackage
  | SMS_OperatingSystemInstallPackage
  | SMS_VhdPackage;

type Read = (transport: Transport, PackageID: string, options?: CallOptions) => Promise<Result<AnyPackage>>;

const readers: Readonly<Record<PackageClassName, Read>> = {
  SMS_Package: (...key) => SMS_Package.get(...key),
  SMS_DriverPackage: (...key) => SMS_DriverPackage.get(...key),
  SMS_TaskSequencePackage: (...key) => SMS_TaskSequencePackage.get(...key),
  SMS_SoftwareUpdatesPackage: (...key) => SMS_SoftwareUpdatesPackage.get(...key),
  SMS_DeviceSettingPackage: (...key) => SMS_DeviceSettingPackage.get(...key),
  SMS_ContentPackage: (...key) => SMS_ContentPackage.get(...key),
  SMS_ImagePackage: (...key) => SMS_ImagePackage.get(...key),
  SMS_BootImagePackage: (...key) => SMS_BootImagePackage.get(...key),
  SMS_OperatingSystemInstallPackage: (...key) => SMS_OperatingSystemInstallPackage.get(...key),
  SMS_VhdPackage: (...key) => SMS_VhdPackage.get(...key),
};

/**
 * Reads a package when only its ID is known: asks `SMS_PackageBaseclass` for its class, then reads it by its key there.
 *
 * @param transport - carries the two reads
 * @param PackageID - 8 characters, A-Z and 0-9; lower case is raised
 * @param options - `signal`; `timeoutMs` in milliseconds for each read
 * @returns the complete object. Failures: `invalid-argument` for the ID; `not-found` when there is no such package or the
 *   account may not see it; `unsupported` when it is of a class without a mirror here; otherwise what the transport met
 * @example
 * ```ts
 * import { findPackage, type Transport } from "configmgr-sdk";
 *
 * export async function sourceOf(transport: Transport, PackageID: string) {
 *   const found = await findPackage(transport, PackageID);
 *   if (!found.ok) return undefined;
 *   return found.value.className === "SMS_BootImagePackage" ? found.value.ImagePath : found.value.PkgSourcePath;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export async function findPackage(
  transport: Transport,
  PackageID: string,
  options: CallOptions = {},
): Promise<Result<AnyPackage>> {
  const id = checkPackageID("SMS_PackageBaseclass", PackageID);
  if (!id.ok) return id;
  const row = await readRow(transport, id.value, options);
  if (!row.ok) return row;
  const className = classOf(row.value);
  if (className !== undefined) return readers[className](transport, id.value, options);
  return failed("unsupported", id.value, `${id.value} is of a class that this library does not have`);
}

// Without `select`: selected rows carry no __CLASS (seen).
async function readRow(transport: Transport, PackageID: string, options: CallOptions): Promise<Result<WmiObject>> {
  const query = { className: "SMS_PackageBaseclass", where: where`PackageID eq ${PackageID}` };
  const { signal, timeoutMs } = options;
  for await (const row of transport.execQuery(query, { signal, timeoutMs })) return row;
  return failed("not-found", PackageID, `There is no package ${PackageID}, or this account may not see it`);
}

function classOf(row: WmiObject): PackageClassName | undefined {
  if (isPackageClassName(row["__CLASS"])) return row["__CLASS"];
  const PackageType = uint32.safeParse(row["PackageType"]);
  return PackageType.success ? classNameOfPackageType(PackageType.data) : undefined;
}

function failed(kind: "not-found" | "unsupported", PackageID: string, message: string): Failed {
  return fail({
    kind,
    execution: "not-executed",
    message,
    operation: { className: "SMS_PackageBaseclass", PackageID },
  });
}
