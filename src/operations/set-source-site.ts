import * as z from "zod";
import type { Failure } from "../failure.js";
import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { confirmLimits, refuseLimits, type Confirm } from "./site/confirm.js";
import { PollTimer, type PollLimits, type WaitOptions } from "./site/poll-timer.js";
import { checkTarget, type PackageTarget } from "./site/package-target.js";
import { readPackageRow } from "./site/read-package.js";
import { optionalUint32 } from "../wmi/row-values.js";
import { runMethod } from "./site/run-method.js";
import { waitForRow } from "./site/wait-for-row.js";

const methodName = "SetSourceSite";

/** Three characters (documented); Windows' reserved device names and SMS are not allowed (documented). */
const siteCodeForm = /^(?!AUX|CON|ENV|NUL|PRN|SMS)[A-Z0-9]{3}$/;

const ownerRow = z.object({ PackageID: z.string(), PackageType: optionalUint32, SourceSite: z.string() });

/** Options of {@link setSourceSite}. */
export interface SetSourceSiteOptions extends CallOptions, WaitOptions {
  /** Waits after the call until `SourceSite` names the new owner; `true` for the default limits. */
  readonly confirm?: Confirm | undefined;
}

/** The owner of a package as `SourceSite` names it, before and after a call. */
export interface SourceSiteConfirmed {
  readonly before: string;
  readonly after: string;
  /** `true` if the response was lost: another administrator might have changed the owner. */
  readonly ambiguous?: true;
}

/** The site took the call; the new owner replicates through the hierarchy afterwards. */
export interface SourceSiteAccepted {
  readonly phase: "accepted";
  /** What the method returned; absent where the site gave none and the transport was told to accept that. */
  readonly returnValue?: 0;
  readonly target: PackageTarget;
  /** Code of the site that is to own the package. */
  readonly SourceSite: string;
  /** With `confirm`: `SourceSite` says so. Absent: not seen in time, which proves nothing. */
  readonly confirmed?: SourceSiteConfirmed;
  /** With `confirm`: why the package could not be read any more, where no change was seen for that reason. */
  readonly readFailure?: Failure;
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
  readonly readFailure?: never;
}

/** What {@link setSourceSite} found out. */
export type SourceSiteOutcome = SourceSiteAccepted | SourceSiteObserved;

/**
 * Makes another site the owner of a package (`SetSourceSite`): from then on that site reads the source files, so its
 * server must be able to reach `PkgSourcePath` (inferred).
 *
 * @param transport - carries the call
 * @param target - the package, by its concrete class and its ID
 * @param siteCode - three characters, A-Z and 0-9, not AUX, CON, ENV, NUL, PRN or SMS. Which codes the provider itself
 *   accepts is not documented: a code of your hierarchy is what makes sense.
 * @param options - `signal`; `timeoutMs` in milliseconds; `confirm` to wait until `SourceSite` names the new owner
 * @returns `accepted`; `observed` where the reply was lost and `confirm` saw the owner change. Failures:
 *   `invalid-argument` before anything is sent; `not-found` where `confirm` could not read the package before the call;
 *   `method-failed` when the method returned something else than 0; otherwise what the transport met
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
  if (!isSiteCode(siteCode)) {
    return invalidArgument(
      operation,
      "siteCode",
      "must be three characters, A-Z and 0-9, and not AUX, CON, ENV, NUL, PRN or SMS",
    );
  }
  const limits = confirmLimits(options.confirm);
  const refused = refuseLimits(operation, limits);
  if (refused !== undefined) return refused;
  return limits === undefined
    ? await send(transport, checked.value, siteCode, options)
    : await sendAndConfirm(transport, checked.value, siteCode, options, limits);
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
  limits: PollLimits,
): Promise<Result<SourceSiteOutcome>> {
  const row = await readPackageRow(transport, target, ownerRow, {
    signal: options.signal,
    timeoutMs: options.timeoutMs,
  });
  if (!row.ok) return row;
  const before = row.value.SourceSite;
  const sent = await send(transport, target, SourceSite, options);
  if (!sent.ok && sent.failure.execution !== "unknown") return sent;
  // An owner that was the right one before the call tells nothing of what became of the call.
  if (!sent.ok && before === SourceSite) return sent;

  const isOwned = (row: z.output<typeof ownerRow>) => row.SourceSite === SourceSite;
  const timer = new PollTimer(limits, options);
  const after = await waitForRow(transport, target, ownerRow, isOwned, timer, options.timeoutMs);
  if (!after.ok) return sent.ok ? succeed({ ...sent.value, readFailure: after.failure }) : sent;
  if (after.value === undefined) return sent;
  const confirmed = { before, after: SourceSite };
  if (sent.ok) return succeed({ ...sent.value, confirmed });
  return succeed({ phase: "observed", target, SourceSite, confirmed: { ...confirmed, ambiguous: true } });
}

function isSiteCode(value: unknown): value is string {
  return typeof value === "string" && siteCodeForm.test(value);
}
