import { SMS_Package } from "../../src/package-classes/sms-package.js";
import type { PropertySchema } from "../../src/package-classes/model/row-schema.js";

/** Number of properties of one row, without annotations such as `@odata.type`. */
const propertiesPerPackage = 60;

/** Returns a response with this number of packages, as a site returns a list: lazy properties are null, the others have values. */
export function pageText(first: number, count: number): string {
  const rows = Array.from({ length: count }, (_, index) => packageRow(first + index));
  return JSON.stringify({ "@odata.context": "https://localhost/AdminService/wmi/$metadata#SMS_Package", value: rows });
}

/** Returns the PackageID for a number: eight characters, as sites number their packages. */
export function packageID(number: number): string {
  return `P01${number.toString(16).toUpperCase().padStart(5, "0")}`;
}

function packageRow(number: number): Record<string, unknown> {
  const row: Record<string, unknown> = { "@odata.type": "#AdminService.SMS_Package" };
  for (const [name, property] of Object.entries<PropertySchema>(SMS_Package.schema.shape)) {
    row[name] = valueOf(property, name, number);
  }
  row["PackageID"] = packageID(number);
  row["PackageType"] = 0;
  // Adds unknown properties, as a newer release might send them.
  for (let extra = 1; Object.keys(row).length < propertiesPerPackage + 1; extra += 1) row[`Extra${extra}`] = "";
  return row;
}

function valueOf({ wmi: { cimType, array, lazy } }: PropertySchema, name: string, number: number): unknown {
  if (lazy) return null;
  if (cimType === "DateTime") return new Date(1.7e12 + number * 1000).toISOString().replace(".000Z", "Z");
  if (cimType === "UInt8") return number % 10 === 0 ? "AAECAwQFBgcICQ==" : null;
  if (array) return cimType === "String" ? ["Default"] : [];
  if (cimType === "Boolean") return number % 2 === 0;
  return cimType === "String" ? `${name} of package ${number}` : number;
}
