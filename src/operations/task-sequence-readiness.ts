import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { checkPointsAndSites, type PointsAndSites } from "./readiness/asked-points.js";
import { judgeReadiness } from "./readiness/judge-readiness.js";
import { readContent } from "./readiness/read-content.js";
import type { TaskSequenceReadiness } from "./readiness/types.js";
import { referencedPackages } from "./task-sequence/referenced-packages.js";

/** Options of {@link taskSequenceReadiness}. */
export interface TaskSequenceReadinessOptions extends CallOptions, PointsAndSites {}

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
  const asked = checkPointsAndSites(taskSequencePackageID, options);
  if (!asked.ok) return asked;
  const { signal, timeoutMs } = options;
  const needs = await referencedPackages(transport, taskSequencePackageID, { signal, timeoutMs });
  if (!needs.ok) return needs;
  const content = await readContent(transport, needs.value.packages, { signal, timeoutMs });
  if (!content.ok) return content;
  const readiness = judgeReadiness(needs.value, content.value, asked.value);
  return readiness.ok ? succeed(readiness.value) : fail(readiness.failure);
}
