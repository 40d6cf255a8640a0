import type { OperationInfo } from "../../failure.js";
import { invalidArgument } from "../../invalid-argument.js";
import { fail, succeed, type Result } from "../../result.js";
import type { MethodCall, Transport } from "../../transport/transport.js";
import { confirmLimits, refuseLimits } from "../site/confirm.js";
import { watchRefresh, type SentRefresh } from "./confirm-refresh.js";
import { checkTarget, type PackageTarget } from "../site/package-target.js";
import type { PackageVersion } from "../../package-version.js";
import { readPackageVersion } from "./package-version.js";
import type { RefreshPkgSourceOptions } from "./refresh-options.js";
import type { RefreshAccepted, RefreshOutcome } from "./refresh-outcome.js";
import { PollTimer } from "../site/poll-timer.js";
import { runMethod } from "../site/run-method.js";
import { isTaskSequence, notAcknowledged } from "../site/task-sequence-acknowledgement.js";

/** The method that all of this is about. */
export const refreshMethodName = "RefreshPkgSource";

/** The provider mounts and rebuilds a boot image inside the call (documented: Microsoft KB 4096324). */
const bootImageTimeoutMs = 30 * 60_000;

/** A refresh that may be sent: its arguments are right, and the caution was heeded. */
export interface PreparedRefresh {
  readonly target: PackageTarget;
  readonly call: MethodCall;
  readonly operation: OperationInfo;
}

/** Checks what can be checked without a request. */
export function prepareRefresh(
  target: PackageTarget,
  options: Pick<RefreshPkgSourceOptions, "acknowledgeInoperable" | "contextID">,
): Result<PreparedRefresh> {
  const checked = checkTarget(target, refreshMethodName);
  if (!checked.ok) return checked;
  // Both: what is called is the copy, what it was read as is known by the original only.
  if ([checked.value, target].some(isTaskSequence) && options.acknowledgeInoperable !== true) {
    return fail(notAcknowledged(checked.value, refreshMethodName));
  }
  const { className, PackageID } = checked.value;
  const operation = { className, methodName: refreshMethodName, PackageID };
  const contextID: unknown = options.contextID;
  if (contextID !== undefined && !(className === "SMS_BootImagePackage" && typeof contextID === "string")) {
    return invalidArgument(operation, "contextID", "must be text, and goes with SMS_BootImagePackage only");
  }
  return succeed({ target: checked.value, call: refreshCall(checked.value, contextID), operation });
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

/** What `refreshPkgSource` does, for a target of which the types know nothing more. */
export async function refresh(
  transport: Transport,
  target: PackageTarget,
  options: RefreshPkgSourceOptions,
): Promise<Result<RefreshOutcome>> {
  const prepared = prepareRefresh(target, options);
  if (!prepared.ok) return prepared;
  const limits = confirmLimits(options.confirm);
  if (limits === undefined) return await sendRefresh(transport, prepared.value, options);
  const refused = refuseLimits(prepared.value.operation, limits);
  if (refused !== undefined) return refused;
  const before = await readVersionBefore(transport, prepared.value, options);
  if (!before.ok) return before;
  const sent = await sendOnce(transport, prepared.value, before.value, options);
  if (!sent.ok) return sent;
  return await watchRefresh(transport, sent.value, new PollTimer(limits, options), options.timeoutMs);
}

/** Sends a refresh, once. */
async function sendRefresh(
  transport: Transport,
  { target, call }: PreparedRefresh,
  { signal, timeoutMs }: RefreshPkgSourceOptions,
): Promise<Result<RefreshAccepted>> {
  const limitMs = timeoutMs ?? (target.className === "SMS_BootImagePackage" ? bootImageTimeoutMs : undefined);
  const result = await runMethod(transport, call, { signal, timeoutMs: limitMs });
  if (!result.ok) return result;
  return succeed({ phase: "accepted", ...(result.value.returnValue === 0 && { returnValue: 0 }), target });
}

/** Reads the version before a refresh. Refuses a task sequence under another class name. */
export async function readVersionBefore(
  transport: Transport,
  { target }: PreparedRefresh,
  { signal, timeoutMs, acknowledgeInoperable }: RefreshPkgSourceOptions,
): Promise<Result<PackageVersion>> {
  const refuseTaskSequenceFor = acknowledgeInoperable === true ? undefined : refreshMethodName;
  return await readPackageVersion(transport, target, { signal, timeoutMs, refuseTaskSequenceFor });
}

/** Sends a refresh once. Fails only if the site certainly did not accept it. */
export async function sendOnce(
  transport: Transport,
  prepared: PreparedRefresh,
  before: PackageVersion,
  options: RefreshPkgSourceOptions,
): Promise<Result<SentRefresh>> {
  const reply = await sendRefresh(transport, prepared, options);
  if (!reply.ok && reply.failure.execution !== "unknown") return reply;
  return succeed({ target: prepared.target, before, reply });
}
