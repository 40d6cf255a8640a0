import { systemClock } from "../../clock.js";
import type { OperationInfo } from "../../failure.js";
import { invalidArgument, refuseOptions } from "../../invalid-argument.js";
import type { PackageVersion } from "../../package-version.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, MethodCall, Transport } from "../../transport/transport.js";
import { checkConfirm } from "../site/confirm.js";
import { checkTarget, type PackageTarget } from "../site/package-target.js";
import { PollTimer } from "../site/poll-timer.js";
import { readPackageRow } from "../site/read-packages.js";
import { runMethod } from "../site/run-method.js";
import { isTaskSequence, notAcknowledged } from "../site/task-sequence-acknowledgement.js";
import { judgeIncrease, versionDidNotIncrease, type SentRefresh } from "./judge-refresh.js";
import type { RefreshAccepted, RefreshOutcome, RefreshPkgSourceOptions } from "./refresh-types.js";
import { toVersion, VersionLoop, versionRow } from "./version-loop.js";

/** Name of the WMI method that a refresh calls. */
export const refreshMethodName = "RefreshPkgSource";

/**
 * Timeout of the call on a boot image. The provider mounts and rebuilds the image inside the call (documented: Microsoft KB
 * 4096324).
 */
const bootImageTimeoutMs = 30 * 60_000;

/** A refresh that can be sent: its arguments are valid, and for a task sequence the caller gave the acknowledgement. */
export interface PreparedRefresh {
  readonly target: PackageTarget;
  readonly call: MethodCall;
  readonly operation: OperationInfo;
  /** Whether the caller accepts that a task sequence becomes unusable. */
  readonly isAcknowledged: boolean;
}

/** Checks the arguments of a refresh. Sends nothing. */
export function prepareRefresh(
  target: PackageTarget,
  options: Pick<RefreshPkgSourceOptions, "acknowledgeInoperable" | "contextID">,
): Result<PreparedRefresh> {
  const checked = checkTarget(target, refreshMethodName);
  if (!checked.ok) return checked;
  const { className, PackageID } = checked.value;
  const operation = { className, methodName: refreshMethodName, PackageID };
  const notObject = refuseOptions(operation, options);
  if (notObject !== undefined) return notObject;
  const isAcknowledged = options.acknowledgeInoperable === true;
  // `checked.value` is the copy that is called. Only the original `target` still has `PackageType`, which reveals a task
  // sequence under another class name. So both are checked.
  if ([checked.value, target].some(isTaskSequence) && !isAcknowledged) {
    return fail(notAcknowledged(checked.value, refreshMethodName));
  }
  const contextID: unknown = options.contextID;
  if (contextID !== undefined && !(className === "SMS_BootImagePackage" && typeof contextID === "string")) {
    return invalidArgument(operation, "contextID", "must be a string, and is allowed for SMS_BootImagePackage only");
  }
  return succeed({ target: checked.value, call: refreshCall(checked.value, contextID), operation, isAcknowledged });
}

/** The call that refreshes a package, as data. */
export function refreshCall({ className, PackageID }: PackageTarget, contextID?: string): MethodCall {
  return {
    className,
    methodName: refreshMethodName,
    path: { className, keys: { PackageID } },
    ...(contextID !== undefined && { inParameters: { ContextID: contextID } }),
  };
}

/**
 * Implements `refreshPkgSource`. The static type of `target` no longer shows whether it is a task sequence, so the run-time
 * check decides.
 */
export async function refresh(
  transport: Transport,
  target: PackageTarget,
  options: RefreshPkgSourceOptions,
): Promise<Result<RefreshOutcome>> {
  const prepared = prepareRefresh(target, options);
  if (!prepared.ok) return prepared;
  const confirm = checkConfirm(prepared.value.operation, options);
  if (!confirm.ok) return confirm;
  if (confirm.value === undefined) return await sendRefresh(transport, prepared.value, options);
  const before = await readVersionBefore(transport, prepared.value, options);
  if (!before.ok) return before;
  const sent = await sendOnce(transport, prepared.value, before.value, options);
  if (!sent.ok) return sent;
  const timer = new PollTimer(confirm.value, options);
  const { signal, timeoutMs, clock = systemClock } = options;
  const { className, PackageID } = prepared.value.target;
  const settings = { className, clock, signal, timeoutMs, readsMessages: false, spreadsReads: false };
  const versions = new VersionLoop(transport, settings);
  const increased = await versions.waitFor({ PackageID, before: before.value, timer });
  const outcome = await judgeIncrease(transport, sent.value, increased, timer, timeoutMs);
  if (!confirm.value.required || !outcome.ok || outcome.value.confirmed !== undefined) return outcome;
  return fail(versionDidNotIncrease(outcome.value, before.value, timer.isAborted));
}

/** Sends the call of a refresh once. */
async function sendRefresh(
  transport: Transport,
  { target, call }: PreparedRefresh,
  { signal, timeoutMs }: CallOptions,
): Promise<Result<RefreshAccepted>> {
  const limitMs = timeoutMs ?? (target.className === "SMS_BootImagePackage" ? bootImageTimeoutMs : undefined);
  const result = await runMethod(transport, call, { signal, timeoutMs: limitMs });
  if (!result.ok) return result;
  return succeed({ phase: "accepted", ...(result.value.returnValue === 0 && { returnValue: 0 }), target });
}

/** Reads the version before a refresh. Refuses a task sequence under another class name. */
export async function readVersionBefore(
  transport: Transport,
  { target, isAcknowledged }: PreparedRefresh,
  { signal, timeoutMs }: CallOptions,
): Promise<Result<PackageVersion>> {
  const refuseTaskSequenceFor = isAcknowledged ? undefined : refreshMethodName;
  const row = await readPackageRow(transport, target, versionRow, { signal, timeoutMs }, refuseTaskSequenceFor);
  return row.ok ? succeed(toVersion(row.value)) : row;
}

/** Sends a refresh once. Fails only if the site certainly did not accept it. */
export async function sendOnce(
  transport: Transport,
  prepared: PreparedRefresh,
  before: PackageVersion,
  options: CallOptions,
): Promise<Result<SentRefresh>> {
  const response = await sendRefresh(transport, prepared, options);
  if (!response.ok && response.failure.execution !== "unknown") return response;
  return succeed({ target: prepared.target, before, response });
}
