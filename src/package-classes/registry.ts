import { isPackageClassName, packageClassNames, type PackageClassName } from "../operations/site/package-target.js";
import { classNameOfPackageType, packageTypeOf } from "../operations/site/package-target.js";
import type { WmiObject } from "../transport/transport.js";
import { uint32 } from "../wmi/row-values.js";
import * as classes from "./classes.js";
import type { AnyPackage } from "./classes.js";
import type { PackageConstructor } from "./model/package-object.js";

const classByName: {
  readonly [Name in PackageClassName]: PackageConstructor<Extract<AnyPackage, { readonly className: Name }>>;
} = classes;

/** The package classes, with the `PackageType` of their objects. */
export const packageClasses = packageClassNames.map((className) => ({
  className,
  packageType: packageTypeOf(className),
  Class: classByName[className],
}));

/** Returns the class for a row of `SMS_PackageBaseclass`: by the class name in the row, otherwise by `PackageType`. */
export function classOfRow(row: WmiObject): PackageConstructor<AnyPackage> | undefined {
  const className = row["__CLASS"];
  if (isPackageClassName(className)) return classByName[className];
  const PackageType = uint32.safeParse(row["PackageType"]);
  const byType = PackageType.success ? classNameOfPackageType(PackageType.data) : undefined;
  return byType === undefined ? undefined : classByName[byType];
}
