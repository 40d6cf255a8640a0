import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { Failure } from "../failure.js";
import { invalidArgument, refuseOptions } from "../invalid-argument.js";
import { describeOperation } from "../operation-text.js";
import { fail, succeed, type Result } from "../result.js";
import type { ScheduleToken } from "../schedule/schedule-token.js";
import { readToken } from "../schedule/read-token.js";
import { tokenToWmi, wmiToToken } from "../schedule/wmi-token.js";
import type { CallOptions, Transport, WmiObject, WmiValue } from "../transport/transport.js";
import { packageTarget, type PackageTarget, type SafePackageClassName } from "./site/package-target.js";
import { directSource } from "./refresh/schedule-due.js";
import { readPackageRow } from "./site/read-packages.js";
import { optionalUint32 } from "../wmi/row-values.js";
import { isList } from "../wmi/wmi-object.js";
import { isTaskSequence, notAcknowledged } from "./site/task-sequence-acknowledgement.js";

const propertyName = "RefreshSchedule";

/** Maximum number of tokens in `RefreshSchedule`: qualifier `max(15)` (documented). */
const maxTokens = 15;

const sourceRow = z.object({ PackageID: z.string(), PackageType: optionalUint32, PkgSourceFlag: optionalUint32 });

/** The site accepted the schedule. */
export interface RefreshScheduleSet {
  /** `scheduled`: the site has the schedule, as a read showed. `accepted`: the read after the write failed. */
  readonly phase: "scheduled" | "accepted";
  readonly target: PackageTarget;
  /** Number of tokens in the schedule. */
  readonly tokens: number;
  /** Why the read after the write failed. */
  readonly confirmReadFailure?: Failure;
}

/**
 * Sets the schedule by which the site refreshes a package (`RefreshSchedule`). Microsoft's page names it as the alternative
 * to {@link refreshPkgSource}. The operation replaces the whole schedule, and then reads it.
 *
 * @param target - concrete class and ID of the package. Not a task sequence: a refresh makes it unusable
 * @param tokens - 1 to 15. The AdminService refuses an empty list (seen), so a schedule is removed in the console
 * @param options - `signal`; `timeoutMs` for each request
 * @returns `scheduled`, or `accepted` if the read after the write failed. Failures: `invalid-argument`, also if
 *   `PkgSourceFlag` is not 2; `not-acknowledged` for a task sequence; `unsupported` if the site does not accept the
 *   property over the AdminService (reported for some sites); `provider-error` with `execution` `unknown` if the site has
 *   no schedule or another one after the write; otherwise a transport failure
 * @example
 * ```ts
 * import { setRefreshSchedule, type ScheduleToken, type Transport } from "configmgr-sdk";
 *
 * export function refreshWeekly(transport: Transport, everyWeek: ScheduleToken) {
 *   return setRefreshSchedule(transport, { className: "SMS_Package", PackageID: "P0100012" }, [everyWeek]);
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export async function setRefreshSchedule(
  transport: Transport,
  target: PackageTarget<SafePackageClassName>,
  tokens: readonly ScheduleToken[],
  options: CallOptions = {},
): Promise<Result<RefreshScheduleSet>> {
  const checked = packageTarget(target);
  if (!checked.ok) return checked;
  const { className, PackageID } = checked.value;
  if (isTaskSequence(target) || className === "SMS_TaskSequencePackage") {
    return fail(notAcknowledged(checked.value, propertyName));
  }
  const schedule = toSchedule(checked.value, tokens);
  if (!schedule.ok) return schedule;
  const refused = refuseOptions({ className, PackageID }, options);
  if (refused !== undefined) return refused;
  const { signal, timeoutMs } = options;

  const row = await readPackageRow(transport, checked.value, sourceRow, { signal, timeoutMs }, propertyName);
  if (!row.ok) return row;
  if (row.value.PkgSourceFlag !== directSource) {
    return invalidArgument(
      { className, PackageID },
      "target",
      "must be a package with PkgSourceFlag 2 (STORAGE_DIRECT)",
    );
  }

  const path = { className, keys: { PackageID } };
  const written = await transport.putInstance(path, { [propertyName]: schedule.value }, { signal, timeoutMs });
  if (!written.ok) return fail(explain(written.failure));
  const accepted = { target: checked.value, tokens: tokens.length };
  const kept = await transport.getObject(path, { signal, timeoutMs });
  // The site accepted the write. A failed read after the write does not change that.
  if (!kept.ok) return succeed({ phase: "accepted", ...accepted, confirmReadFailure: kept.failure });
  const now = kept.value[propertyName];
  const stored = isList(now) ? now : [];
  if (isDeepStrictEqual(comparable(stored), comparable(schedule.value))) {
    return succeed({ phase: "scheduled", ...accepted });
  }
  // Another administrator might have changed the schedule after the write, so the write might have run.
  const operation = { className, PackageID };
  const found = stored.length === 0 ? "no schedule" : "another schedule";
  return fail({
    kind: "provider-error",
    execution: "unknown",
    message: `${describeOperation(operation, "Update")}: the site accepted ${propertyName}, but has ${found} now`,
    operation,
    advice: `Do not call again yet. Check the schedule in the console. Another administrator might have changed it, or the site did not store it. ${advice}`,
  });
}

const advice =
  "Set RefreshSchedule in the console or over WMI. Some sites were reported to refuse it over the AdminService.";

function toSchedule({ className, PackageID }: PackageTarget, tokens: readonly ScheduleToken[]): Result<WmiObject[]> {
  // Callers in JavaScript can pass a single token.
  const isArray: boolean = Array.isArray(tokens);
  if (!isArray || tokens.length < 1 || tokens.length > maxTokens) {
    return invalidArgument({ className, PackageID }, "tokens", `must be an array of 1 to ${maxTokens} schedule tokens`);
  }
  const schedule: WmiObject[] = [];
  for (const token of tokens) {
    const object = tokenToWmi(token);
    if (!object.ok) return object;
    schedule.push({ ...object.value });
  }
  return succeed(schedule);
}

// Adds advice to the failure of the write, and leaves its `execution` unchanged.
function explain(failure: Failure): Failure {
  return failure.kind === "unsupported" || failure.kind === "provider-error" ? { ...failure, advice } : failure;
}

/** A schedule in a comparable form: the site can return its tokens in another order and with more members. */
function comparable(schedule: readonly WmiValue[]): string[] {
  return schedule.map((item) => JSON.stringify(comparableToken(item))).sort();
}

function comparableToken(item: WmiValue): unknown {
  const read = wmiToToken(item);
  const checked = readToken({ ...read }, "read");
  if ("problem" in checked) return item;
  // The AdminService returns whole seconds (seen).
  return { ...checked.token, StartTime: Math.floor(checked.token.StartTime.getTime() / 1000) };
}
