import { refuseOptions } from "../invalid-argument.js";
import { describeOperation } from "../operation-text.js";
import { checkPackageID } from "../operations/site/package-target.js";
import { fail, type Failed, type Result } from "../result.js";
import { where } from "../transport/filter.js";
import type { CallOptions, Transport, WmiObject } from "../transport/transport.js";
import { readByKey } from "./model/reading.js";
import type { AnyPackage } from "./classes.js";
import { classOfRow } from "./registry.js";

/**
 * Reads a package of which only the ID is known: first its class from `SMS_PackageBaseclass`, then the package by its key.
 *
 * @param PackageID - 8 characters, A-Z and 0-9; lower case becomes upper case
 * @param options - `signal`; `timeoutMs` for each read
 * @returns the complete object. Failures: `invalid-argument` for the ID; `not-found` if there is no such package or the
 *   account's security scopes hide it; `unsupported` if this version of the library does not have its class; otherwise a transport failure
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
  const refused = refuseOptions({ className: "SMS_PackageBaseclass", PackageID: id.value }, options);
  if (refused !== undefined) return refused;
  const row = await readRow(transport, id.value, options);
  if (!row.ok) return row;
  const Class = classOfRow(row.value);
  if (Class !== undefined) return readByKey(Class, transport, id.value, options);
  return failed(
    "unsupported",
    id.value,
    "this version of the library does not have the class of the package",
    "Read the package with SMS_PackageBaseclass.query, which returns packages of every class.",
  );
}

// The query has no `select`: rows of a query with `select` have no __CLASS (seen).
async function readRow(transport: Transport, PackageID: string, options: CallOptions): Promise<Result<WmiObject>> {
  const query = { className: "SMS_PackageBaseclass", where: where`PackageID eq ${PackageID}` };
  const { signal, timeoutMs } = options;
  for await (const row of transport.execQuery(query, { signal, timeoutMs })) return row;
  return failed(
    "not-found",
    PackageID,
    "the package does not exist, or the account's security scopes hide it",
    "Check the PackageID. If it is correct, check the account's security scopes.",
  );
}

function failed(kind: "not-found" | "unsupported", PackageID: string, problem: string, advice: string): Failed {
  const operation = { className: "SMS_PackageBaseclass", PackageID };
  const message = `${describeOperation(operation)}: ${problem}`;
  return fail({ kind, execution: "not-executed", message, operation, advice });
}
