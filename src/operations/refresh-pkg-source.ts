import type { Failure } from "../failure.js";
import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import type { Confirm } from "./site/confirm.js";
import type { RefreshConfirmed } from "./refresh/confirm-refresh.js";
import type { WaitOptions } from "./site/poll-timer.js";
import type { PackageTarget, SafePackageClassName } from "./site/package-target.js";
import { refresh } from "./refresh/send-refresh.js";
import type { SiteMessage } from "./refresh/site-messages.js";

/** Options of {@link refreshPkgSource}. */
export interface RefreshPkgSourceOptions extends CallOptions, WaitOptions {
  /** Must be `true`, and nothing like it, for a task sequence package; means nothing for the other classes. */
  readonly acknowledgeInoperable?: boolean | undefined;
  /** `SMS_BootImagePackage` only: ties the call to a status context, see `QueryOSDBinaryInjectionStatus`. */
  readonly contextID?: string | undefined;
  /** Reads the version before the call and watches for its rise after it; `true` for the default limits. */
  readonly confirm?: Confirm | undefined;
}

/** Options that say: I know that this leaves a task sequence unusable. */
export interface AcknowledgedRefreshOptions extends RefreshPkgSourceOptions {
  readonly acknowledgeInoperable: true;
}

/** The site took the call. It has copied nothing yet: the distribution manager works the refresh off later. */
export interface RefreshAccepted {
  readonly phase: "accepted";
  /** What the method returned; absent where the site gave none and the transport was told to accept that. */
  readonly returnValue?: 0;
  readonly target: PackageTarget;
  /** With `confirm`: the version was seen to rise. Absent: not seen in time, which proves nothing. */
  readonly confirmed?: RefreshConfirmed;
  /** With `confirm` and no rise: what the site says of the package since its last version, newest first. */
  readonly siteMessages?: readonly SiteMessage[];
  /** With `confirm`: why the package could not be read any more, where no rise was seen for that reason. */
  readonly readFailure?: Failure;
}

/**
 * The response was lost, but the version increased after the call. It might be the refresh of another administrator or a
 * schedule, so `confirmed.ambiguous` is `true`. Only with `confirm`.
 */
export interface RefreshObserved {
  readonly phase: "observed";
  readonly returnValue?: never;
  readonly target: PackageTarget;
  readonly confirmed: RefreshConfirmed & { readonly ambiguous: true };
  readonly siteMessages?: never;
  readonly readFailure?: never;
}

/** What {@link refreshPkgSource} found out. */
export type RefreshOutcome = RefreshAccepted | RefreshObserved;

/**
 * Makes the site read a package's source files again and send what changed to all its distribution points
 * (`RefreshPkgSource`, in the console "Update Distribution Points"). Costs a new version on every point, so it is sent
 * at most once, whatever happens to the answer.
 *
 * **Caution:** on `SMS_TaskSequencePackage` the method leaves the task sequence unusable, says Microsoft's page. It needs
 * `acknowledgeInoperable: true` there. What people want instead is to refresh the packages that the sequence references.
 *
 * @param transport - carries the call
 * @param target - the package, by its concrete class and its ID; an object of a package class will do
 * @param options - `signal`; `timeoutMs` in milliseconds (30 s; for a boot image 30 min, since the provider rebuilds the
 *   image inside the call); `contextID` for boot images; `confirm` to learn whether the version rose, which takes
 *   minutes, or hours for a large package
 * @returns `accepted`, which means queued; `observed` where the reply was lost and `confirm` saw the version rise.
 *   Failures: `invalid-argument` and `not-acknowledged` before anything is sent; `not-found` where `confirm` could not
 *   read the package before the call; `method-failed` when the method returned something else than 0; otherwise what
 *   the transport met. Where `execution` is `unknown`, look at `SourceVersion` before calling again.
 * @example
 * ```ts
 * import { refreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function refresh(transport: Transport) {
 *   const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
 *   const result = await refreshPkgSource(transport, target, { confirm: { timeoutMs: 600_000, intervalMs: 10_000 } });
 *   if (result.ok) return result.value.confirmed?.after.SourceVersion;
 *   if (result.failure.execution === "unknown") console.warn("look before you call again");
 *   return undefined;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/refreshpkgsource-method-in-class-sms_package
 */
export function refreshPkgSource(
  transport: Transport,
  target: PackageTarget,
  options: AcknowledgedRefreshOptions,
): Promise<Result<RefreshOutcome>>;
export function refreshPkgSource(
  transport: Transport,
  target: PackageTarget<SafePackageClassName>,
  options?: RefreshPkgSourceOptions,
): Promise<Result<RefreshOutcome>>;
export function refreshPkgSource(
  transport: Transport,
  target: PackageTarget,
  options: RefreshPkgSourceOptions = {},
): Promise<Result<RefreshOutcome>> {
  return refresh(transport, target, options);
}
