import type { OperationInfo } from "../failure.js";
import { invalidArgument, refuseOptions } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { judgeReadiness, type RequestedPoints } from "./readiness/judge-readiness.js";
import { readContent } from "./readiness/read-content.js";
import type { TaskSequenceReadiness } from "./readiness/types.js";
import { referencedPackages } from "./task-sequence/referenced-packages.js";

const className = "SMS_TaskSequencePackage";

/** Options of {@link taskSequenceReadiness}. */
export interface TaskSequenceReadinessOptions extends CallOptions {
  /** Server names of distribution points, in any case. At least one. */
  readonly points?: readonly string[] | undefined;
  /** Codes of sites, three characters. At least one. */
  readonly siteCodes?: readonly string[] | undefined;
}

/**
 * Reads whether a task sequence can run from distribution points: whether each package that it references, and that its
 * nested task sequences reference, is there in its current version. It reads only: for 60 packages on 400 distribution
 * points it sends six requests, and two more for each nested task sequence.
 *
 * @param taskSequencePackageID - the task sequence
 * @param options - `points`: server names of the distribution points to judge; `siteCodes`: sites whose distribution
 *   points to judge. Default: all distribution points that have any of the packages. `signal`; `timeoutMs` for each read
 * @returns the state of each distribution point and of each package. Failures: `invalid-argument`; `not-found` for the
 *   task sequence, or for a distribution point or a site of which no package has one; or a failed read
 * @example
 * ```ts
 * import { taskSequenceReadiness, type Transport } from "configmgr-sdk";
 *
 * export async function whatIsNotReady(transport: Transport) {
 *   const result = await taskSequenceReadiness(transport, "P010001F", { siteCodes: ["P01"] });
 *   if (!result.ok) return [result.failure.message];
 *   return result.value.points
 *     .filter(({ ready }) => !ready)
 *     .map(({ name, outdated, missing }) => `${name}: ${[...outdated, ...missing].join(", ")}`);
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequence_reference-server-wmi-class
 */
export async function taskSequenceReadiness(
  transport: Transport,
  taskSequencePackageID: string,
  options: TaskSequenceReadinessOptions = {},
): Promise<Result<TaskSequenceReadiness>> {
  const requested = checkPoints(taskSequencePackageID, options);
  if (!requested.ok) return requested;
  const { signal, timeoutMs } = options;
  const needs = await referencedPackages(transport, taskSequencePackageID, { signal, timeoutMs });
  if (!needs.ok) return needs;
  const content = await readContent(transport, needs.value.packages, { signal, timeoutMs });
  if (!content.ok) return content;
  return judgeReadiness(needs.value, content.value, requested.value);
}

function checkPoints(PackageID: unknown, options: TaskSequenceReadinessOptions): Result<RequestedPoints> {
  const operation = { className, ...(typeof PackageID === "string" && { PackageID }) };
  const refused = refuseOptions(operation, options);
  if (refused !== undefined) return refused;
  const { points, siteCodes } = options;
  const names = checkList(operation, "points", points, /^[^\s\\/"]{1,255}$/, "server names of distribution points");
  if (!names.ok) return names;
  const codes = checkList(operation, "siteCodes", siteCodes, /^[A-Za-z0-9]{3}$/, 'site codes such as "P01"');
  if (!codes.ok) return codes;
  return succeed({ names: names.value, siteCodes: codes.value });
}

function checkList(
  operation: OperationInfo,
  parameter: string,
  list: unknown,
  form: RegExp,
  content: string,
): Result<ReadonlySet<string> | undefined> {
  if (list === undefined) return succeed(undefined);
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const texts = items.filter((item) => typeof item === "string").filter((item) => form.test(item));
  if (texts.length > 0 && texts.length === items.length)
    return succeed(new Set(texts.map((text) => text.toUpperCase())));
  return invalidArgument(operation, parameter, `must be an array with at least one item, and contain only ${content}`);
}
