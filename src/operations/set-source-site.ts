import * as z from "zod";
import type { Aborted, Failure, Timeout } from "../failure.js";
import { invalidArgument } from "../invalid-argument.js";
import { describeOperation } from "../operation-text.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { checkConfirm, type CheckedConfirm, type Confirm } from "./site/confirm.js";
import { isTransient, PollTimer, type WaitOptions } from "./site/poll-timer.js";
import { checkTarget, type PackageTarget } from "./site/package-target.js";
import { findPackageRow, readPackageRow } from "./site/read-packages.js";
import { optionalUint32 } from "../wmi/row-values.js";
import { runMethod } from "./site/run-method.js";

const methodName = "SetSourceSite";

/** Three characters; reserved device names of Windows and SMS are not allowed (documented). */
const siteCodeForm = /^(?!AUX|CON|ENV|NUL|PRN|SMS)[A-Z0-9]{3}$/;

const ownerRow = z.object({ PackageID: z.string(), PackageType: optionalUint32, SourceSite: z.string() });

/** Options of {@link setSourceSite}. */
export interface SetSourceSiteOptions extends CallOptions, WaitOptions {
  /** Polls after the call until `SourceSite` has the new code. `true`: default limits. */
  readonly confirm?: Confirm | undefined;
}

/** `SourceSite` of a package before and after a call. */
export interface SourceSiteConfirmed {
  readonly before: string;
  readonly after: string;
  /** `true` if the response was lost: another administrator might have changed the owner. */
  readonly ambiguous?: true;
}

/** The site accepted the call. The new owner replicates through the hierarchy later. */
export interface SourceSiteAccepted {
  readonly phase: "accepted";
  /** Return value of the method. Absent if the site returned none and the transport accepts that. */
  readonly returnValue?: 0;
  readonly target: PackageTarget;
  /** Code of the new owner site. */
  readonly SourceSite: string;
  /** With `confirm`: `SourceSite` has the new code. Absent: not seen in time, which proves nothing. */
  readonly confirmed?: SourceSiteConfirmed;
  /** With `confirm`, if a failed read of the package ended the polls: the failure of that read. */
  readonly confirmReadFailure?: Failure;
}

/**
 * The response was lost, but the owner changed to the requested site after the call. It might be the call of another
 * administrator, so `confirmed.ambiguous` is `true`. Only with `confirm`.
 */
export interface SourceSiteObserved {
  readonly phase: "observed";
  readonly returnValue?: never;
  readonly target: PackageTarget;
  readonly SourceSite: string;
  readonly confirmed: SourceSiteConfirmed & { readonly ambiguous: true };
  readonly confirmReadFailure?: never;
}

/** Success of {@link setSourceSite}. */
export type SourceSiteOutcome = SourceSiteAccepted | SourceSiteObserved;

/**
 * Makes another site the owner of a package (`SetSourceSite`). From then on, that site reads the source files, so its
 * server must be able to reach `PkgSourcePath` (inferred).
 *
 * @param target - concrete class and ID of the package
 * @param siteCode - three characters, A-Z and 0-9, not AUX, CON, ENV, NUL, PRN or SMS. Which codes the provider itself
 *   accepts is not documented. Use a code of your hierarchy.
 * @param options - `signal`; `timeoutMs` for each request; `confirm` to wait until `SourceSite` has the
 *   new code
 * @returns `accepted`. `observed`: the response was lost and `confirm` saw the owner change. Failures: `invalid-argument`
 *   before anything is sent; `not-found` if `confirm` could not read the package before the call; `method-failed` if the
 *   method returned a value other than 0; `timeout` if the owner did not change with `confirm: { required: true }`;
 *   otherwise a transport failure
 * @example
 * ```ts
 * import { setSourceSite, type Transport } from "configmgr-sdk";
 *
 * export function handOver(transport: Transport) {
 *   return setSourceSite(transport, { className: "SMS_TaskSequencePackage", PackageID: "P010001F" }, "P02");
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/setsourcesite-method-in-class-sms_tasksequencepackage
 */
export async function setSourceSite(
  transport: Transport,
  target: PackageTarget,
  siteCode: string,
  options: SetSourceSiteOptions = {},
): Promise<Result<SourceSiteOutcome>> {
  const checked = checkTarget(target, methodName);
  if (!checked.ok) return checked;
  const { className, PackageID } = checked.value;
  const operation = { className, methodName, PackageID };
  if (typeof siteCode !== "string" || !siteCodeForm.test(siteCode)) {
    return invalidArgument(
      operation,
      "siteCode",
      "must be three characters, A-Z and 0-9, and not AUX, CON, ENV, NUL, PRN or SMS",
    );
  }
  const confirm = checkConfirm(operation, options);
  if (!confirm.ok) return confirm;
  return confirm.value === undefined
    ? await send(transport, checked.value, siteCode, options)
    : await sendAndConfirm(transport, checked.value, siteCode, options, confirm.value);
}

async function send(
  transport: Transport,
  target: PackageTarget,
  SourceSite: string,
  { signal, timeoutMs }: SetSourceSiteOptions,
): Promise<Result<SourceSiteAccepted>> {
  const { className, PackageID } = target;
  const result = await runMethod(
    transport,
    { className, methodName, path: { className, keys: { PackageID } }, inParameters: { SourceSite } },
    { signal, timeoutMs },
  );
  if (!result.ok) return result;
  return succeed({ phase: "accepted", ...(result.value.returnValue === 0 && { returnValue: 0 }), target, SourceSite });
}

async function sendAndConfirm(
  transport: Transport,
  target: PackageTarget,
  SourceSite: string,
  options: SetSourceSiteOptions,
  confirm: CheckedConfirm,
): Promise<Result<SourceSiteOutcome>> {
  const row = await readPackageRow(transport, target, ownerRow, {
    signal: options.signal,
    timeoutMs: options.timeoutMs,
  });
  if (!row.ok) return row;
  const before = row.value.SourceSite;
  const sent = await send(transport, target, SourceSite, options);
  if (!sent.ok && sent.failure.execution !== "unknown") return sent;
  // If the site already owned the package before the call, its owner does not show whether the call ran.
  if (!sent.ok && before === SourceSite) return sent;

  const timer = new PollTimer(confirm, options);
  const isChanged = await waitForOwner(transport, target, SourceSite, timer, options.timeoutMs);
  if (isChanged.ok && isChanged.value) {
    const confirmed = { before, after: SourceSite };
    if (sent.ok) return succeed({ ...sent.value, confirmed });
    return succeed({ phase: "observed", target, SourceSite, confirmed: { ...confirmed, ambiguous: true } });
  }
  if (!sent.ok) return sent;
  const confirmReadFailure = isChanged.ok ? undefined : isChanged.failure;
  if (confirm.required) return fail(ownerDidNotChange(sent.value, timer.isAborted, confirmReadFailure));
  return succeed({ ...sent.value, ...(confirmReadFailure !== undefined && { confirmReadFailure }) });
}

/**
 * Polls until the package has the new owner.
 *
 * @returns false after the timeout or an abort. Fails if the package cannot be read for a reason that is not transient
 */
async function waitForOwner(
  transport: Transport,
  { className, PackageID }: PackageTarget,
  SourceSite: string,
  timer: PollTimer,
  timeoutMs: number | undefined,
): Promise<Result<boolean>> {
  const owners = { className, schema: ownerRow };
  do {
    const row = await timer.read((options) => findPackageRow(transport, owners, PackageID, options), timeoutMs);
    if (row.ok && row.value?.SourceSite === SourceSite) return succeed(true);
    if (!row.ok && !isTransient(row.failure.kind) && !timer.isAborted) return row;
  } while (await timer.wait());
  return succeed(false);
}

function ownerDidNotChange(
  { target: { className, PackageID }, SourceSite }: SourceSiteAccepted,
  isAborted: boolean,
  confirmReadFailure: Failure | undefined,
): Timeout | Aborted {
  const unread =
    confirmReadFailure === undefined
      ? "did not change before the timeout"
      : `could not be read (${confirmReadFailure.kind})`;
  const problem = isAborted ? "was not confirmed, because the caller's signal ended the polls" : unread;
  const operation = { className, methodName, PackageID };
  return {
    kind: isAborted ? "aborted" : "timeout",
    execution: "executed",
    message: `${describeOperation(operation)}: accepted, but SourceSite ${problem}`,
    operation,
    advice: `Read SourceSite again later. The change to ${SourceSite} replicates through the hierarchy.`,
    ...(confirmReadFailure !== undefined && {
      cause: { name: confirmReadFailure.kind, message: confirmReadFailure.message },
    }),
  };
}
