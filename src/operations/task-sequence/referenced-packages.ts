import * as z from "zod";
import { refuseOptions } from "../../invalid-argument.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { checkPackageID, type PackageTarget } from "../site/package-target.js";
import { classNameOfPackageType } from "../site/package-target.js";
import { readRowsOfPackages } from "../site/read-packages.js";
import { invalidResponse, readRow } from "../site/read-rows.js";
import { optionalText, optionalUint32, uint32 } from "../../wmi/row-values.js";

const className = "SMS_TaskSequencePackage";

/** `SMS_TaskSequence_Reference.Type` of an application (documented). */
const applicationReference = 1;

/**
 * Maximum number of task sequences and of packages that one call reads. Real task sequences stay far below: a site that
 * names new ones without end is not read without end.
 */
const maxNestedTaskSequences = 200;
const maxReferences = 10_000;

const sequenceRow = z.object({
  References: z
    .array(z.object({ Package: optionalText, Type: optionalUint32 }))
    .nullish()
    .transform((references) => references ?? []),
  BootImageID: optionalText,
});

const typeRows = {
  className: "SMS_PackageBaseclass",
  schema: z.object({ PackageID: z.string(), PackageType: uint32 }),
};

/** Everything that a task sequence needs, each once, in the order in which it was found. */
export interface ReferencedPackages {
  /** Packages with their concrete class, including boot images. */
  readonly packages: readonly PackageTarget[];
  /** Applications by their model name. They have no `RefreshPkgSource`. */
  readonly applications: readonly string[];
  /** IDs of the nested task sequences. The other lists include what these need. */
  readonly nestedTaskSequences: readonly string[];
  /**
   * IDs without a package: it does not exist, the account's security scopes hide it, its type has no class, or the
   * reference was lost on import (`00000000`).
   */
  readonly missing: readonly string[];
}

/**
 * Finds the packages that a task sequence needs: its references and boot image, and those of its nested task sequences.
 * Refresh these instead of the task sequence. IDs that steps read from variables are in no list and are not found.
 *
 * @param taskSequencePackageID - the task sequence
 * @param options - `signal`; `timeoutMs` for each read
 * @returns the lists. Failures: `invalid-argument`; `not-found` for the task sequence itself; `invalid-response` after
 *   200 nested task sequences or 10,000 references; or a transport failure
 * @example
 * ```ts
 * import { referencedPackages, type Transport } from "configmgr-sdk";
 *
 * export async function listNeeds(transport: Transport) {
 *   const needs = await referencedPackages(transport, "P010001F");
 *   if (needs.ok) for (const { className, PackageID } of needs.value.packages) console.log(className, PackageID);
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequence_reference-server-wmi-class
 */
export async function referencedPackages(
  transport: Transport,
  taskSequencePackageID: string,
  options: CallOptions = {},
): Promise<Result<ReferencedPackages>> {
  const root = checkPackageID(className, taskSequencePackageID);
  if (!root.ok) return root;
  const operation = { className, PackageID: root.value };
  const refused = refuseOptions(operation, options);
  if (refused !== undefined) return refused;
  const { signal, timeoutMs } = options;
  const packages: PackageTarget[] = [];
  const applications = new Set<string>();
  const nested: string[] = [];
  const missing: string[] = [];
  const met = new Set([root.value]);
  const unread = [root.value];

  for (let id = unread.shift(); id !== undefined; id = unread.shift()) {
    const needs = await readNeeds(transport, id, { signal, timeoutMs });
    if (!needs.ok && needs.failure.kind === "not-found" && id !== root.value) {
      missing.push(id);
      continue;
    }
    if (!needs.ok) return needs;
    for (const name of needs.value.applications) applications.add(name);
    const unmet = needs.value.packageIDs.filter((needed) => !met.has(needed));
    for (const needed of unmet) met.add(needed);
    if (met.size > maxReferences) return fail(invalidResponse(operation, `more than ${maxReferences} references`));
    const types = await readTypes(transport, unmet.filter(isPackageID), { signal, timeoutMs });
    if (!types.ok) return types;

    for (const PackageID of unmet) {
      const concrete = classNameOfPackageType(types.value.get(PackageID));
      if (concrete === undefined) missing.push(PackageID);
      else if (concrete === className) unread.push(PackageID);
      else packages.push({ className: concrete, PackageID });
      if (concrete === className) nested.push(PackageID);
    }
    if (nested.length > maxNestedTaskSequences) {
      return fail(invalidResponse(operation, `more than ${maxNestedTaskSequences} nested task sequences`));
    }
  }
  return succeed({ packages, applications: [...applications], nestedTaskSequences: nested, missing });
}

interface Needs {
  readonly packageIDs: readonly string[];
  readonly applications: readonly string[];
}

/**
 * `References` is lazy, so this is the one read that brings `Sequence` along. `SMS_TaskSequencePackageReference` would
 * be lighter, but its page knows no type for nested task sequences.
 */
async function readNeeds(transport: Transport, PackageID: string, options: CallOptions): Promise<Result<Needs>> {
  const object = await transport.getObject({ className, keys: { PackageID } }, options);
  if (!object.ok) return object;
  const row = readRow(object.value, sequenceRow, { className, PackageID });
  if (!row.ok) return row;
  const { References, BootImageID } = row.value;
  // References without a package are ignored.
  const named = (asApplication: boolean) =>
    References.filter(({ Type }) => (Type === applicationReference) === asApplication).flatMap(
      ({ Package }) => Package ?? [],
    );
  // Seen: References holds the boot image too. BootImageID is for the site where it does not.
  const ids = [...named(false), BootImageID ?? ""].map((id) => id.trim().toUpperCase()).filter((id) => id !== "");
  return succeed({ packageIDs: [...new Set(ids)], applications: named(true) });
}

async function readTypes(
  transport: Transport,
  ids: readonly string[],
  options: CallOptions,
): Promise<Result<ReadonlyMap<string, number>>> {
  const rows = await readRowsOfPackages(transport, typeRows, ids, options);
  if (!rows.ok) return rows;
  const types = new Map<string, number>();
  for (const [PackageID, found] of rows.value) {
    if (!found.ok) return found;
    for (const { PackageType } of found.value) types.set(PackageID, PackageType);
  }
  return succeed(types);
}

/** A reference that was lost on import is `00000000` (seen). It is never sent to the site. */
function isPackageID(id: string): boolean {
  return id !== "00000000" && checkPackageID(className, id).ok;
}
