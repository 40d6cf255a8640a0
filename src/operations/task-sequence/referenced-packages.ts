import * as z from "zod";
import { refuseOptions } from "../../invalid-argument.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { checkPackageID, type PackageTarget } from "../site/package-target.js";
import { classNameOfPackageType } from "../site/package-target.js";
import { readRowsOfPackages, rowsOf } from "../site/read-packages.js";
import { invalidResponse, readRow } from "../site/read-rows.js";
import { optionalText, optionalUint32, uint32 } from "../../wmi/row-values.js";

const className = "SMS_TaskSequencePackage";

/** `SMS_TaskSequence_Reference.Type` of an application (documented). */
const applicationReference = 1;

/**
 * Maximum numbers of nested task sequences and of references in one call. Real task sequences have far fewer. Without these
 * limits, a site that names new references all the time would be read without end.
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
  const known = new Set([root.value]);
  const unread = [root.value];

  for (let id = unread.shift(); id !== undefined; id = unread.shift()) {
    const needs = await readNeeds(transport, id, { signal, timeoutMs });
    if (!needs.ok && needs.failure.kind === "not-found" && id !== root.value) {
      missing.push(id);
      continue;
    }
    if (!needs.ok) return needs;
    for (const name of needs.value.applications) applications.add(name);
    const newIDs = needs.value.packageIDs.filter((needed) => !known.has(needed));
    for (const needed of newIDs) known.add(needed);
    if (known.size > maxReferences) return fail(invalidResponse(operation, `more than ${maxReferences} references`));
    const types = await readRowsOfPackages(transport, typeRows, newIDs.filter(isPackageID), { signal, timeoutMs });
    for (const PackageID of newIDs) {
      const found = rowsOf(types, PackageID);
      if (!found.ok) return found;
      const concrete = classNameOfPackageType(found.value[0]?.PackageType);
      if (concrete === undefined) missing.push(PackageID);
      else if (concrete !== className) packages.push({ className: concrete, PackageID });
      else {
        unread.push(PackageID);
        nested.push(PackageID);
      }
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
 * Reads the references of one task sequence. `References` is a lazy property, so this keyed read also returns `Sequence`.
 * Rows of `SMS_TaskSequencePackageReference` would be smaller, but its page has no type for nested task sequences.
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
  // References also has the boot image (seen). BootImageID is read for a site where References does not have it.
  const ids = [...named(false), BootImageID ?? ""].map((id) => id.trim().toUpperCase()).filter((id) => id !== "");
  return succeed({ packageIDs: [...new Set(ids)], applications: named(true) });
}

/** Whether a reference can be a PackageID. A reference that was lost on import is `00000000` (seen) and is never sent. */
function isPackageID(id: string): boolean {
  return id !== "00000000" && checkPackageID(className, id).ok;
}
