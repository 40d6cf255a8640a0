import type { WmiObject } from "../../src/transport/transport.js";
import { FakeSite } from "../support/fake-site.js";

/** Returns a task sequence for the seed of a simulated site. */
export function sequence(PackageID: string, references: readonly string[], more: Record<string, string> = {}) {
  return {
    className: "SMS_TaskSequencePackage",
    PackageID,
    References: references.map((Package) => ({
      __CLASS: "SMS_TaskSequence_Reference",
      Package,
      Program: "*",
      Type: Package.startsWith("ScopeId") ? 1 : 0,
    })),
    ...more,
  };
}

/** A site with the task sequence P0100010 and, if it is passed, the nested task sequence P0100001. */
export function sequences(root: WmiObject, nested?: WmiObject): FakeSite {
  const __CLASS = "SMS_TaskSequencePackage";
  return new FakeSite([
    { __CLASS, PackageID: "P0100010", ...root },
    ...(nested === undefined ? [] : [{ __CLASS, PackageID: "P0100001", ...nested }]),
  ]);
}

export const packages = [
  { className: "SMS_Package", PackageID: "P0100001" },
  { className: "SMS_DriverPackage", PackageID: "P0100002" },
  { className: "SMS_OperatingSystemInstallPackage", PackageID: "P0100003" },
  { className: "SMS_BootImagePackage", PackageID: "P0100004" },
  { className: "SMS_ImagePackage", PackageID: "P0100005" },
];
