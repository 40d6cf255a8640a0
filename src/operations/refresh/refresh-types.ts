import type { DistributionProgress } from "../../distribution-progress.js";
import type { Failure } from "../../failure.js";
import type { PackageVersion } from "../../package-version.js";
import type { CallOptions } from "../../transport/transport.js";
import type { Confirm } from "../site/confirm.js";
import type { PackageClassName, PackageTarget, TaskSequenceClassName } from "../site/package-target.js";
import type { WaitOptions } from "../site/poll-timer.js";
import type { SiteMessage } from "./site-messages.js";

/** Options of `refreshPkgSource`. */
export interface RefreshPkgSourceOptions extends CallOptions, WaitOptions {
  /** Must be exactly `true` for a task sequence package. Has no effect on other classes. */
  readonly acknowledgeInoperable?: boolean | undefined;
  /** `SMS_BootImagePackage` only: links the call to a status context, see `QueryOSDBinaryInjectionStatus`. */
  readonly contextID?: string | undefined;
  /** Reads the version before the call and polls it after the call. `true`: default limits. */
  readonly confirm?: Confirm | undefined;
}

/** Options for a task sequence, with the acknowledgement that the refresh makes it unusable. */
export interface AcknowledgedRefreshOptions extends RefreshPkgSourceOptions {
  readonly acknowledgeInoperable: true;
}

/** The last argument of a refresh: required, with the acknowledgement, if the class can be `SMS_TaskSequencePackage`. */
// With one signature instead of two overloads, the compiler reports a missing acknowledgement in one or two lines.
export type RefreshArguments<Name extends PackageClassName, Options, Acknowledged> = TaskSequenceClassName extends Name
  ? [options: Acknowledged]
  : [options?: Options];

/** A version increase that was observed after a call. */
export interface RefreshConfirmed {
  readonly before: PackageVersion;
  readonly after: PackageVersion;
  /**
   * `true` if the increase might belong to another refresh: the response to our call was lost, the version increased by
   * more than one, or a schedule was due in the meantime.
   */
  readonly ambiguous?: true;
}

/** The site accepted the call. It has copied nothing yet: the distribution manager processes the queue later. */
export interface RefreshAccepted {
  readonly phase: "accepted";
  /** Return value of the method. Absent if the site returned none and the transport accepts that. */
  readonly returnValue?: 0;
  readonly target: PackageTarget;
  /** With `confirm`: the version increased. Absent: no increase was observed before the timeout, which proves nothing. */
  readonly confirmed?: RefreshConfirmed;
  /** With `confirm`, if no increase was observed: status messages about the package since its last version, newest first. */
  readonly siteMessages?: readonly SiteMessage[];
  /** With `confirm`, if a failed read of the package ended the polls: the failure of that read. */
  readonly confirmReadFailure?: Failure;
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
  readonly confirmReadFailure?: never;
}

/** Success of `refreshPkgSource`. */
export type RefreshOutcome = RefreshAccepted | RefreshObserved;

/** The new version is on all distribution points of the package. */
export interface RefreshDistributed {
  readonly phase: "distributed";
  readonly target: PackageTarget;
  readonly confirmed: RefreshConfirmed;
  readonly progress: DistributionProgress;
}

/**
 * The phase that a refresh has reached, if the operation waits for its distribution.
 *
 * - `accepted`: the site accepted the call. Keep `before`: a later run can wait for a version greater than
 *   `before.SourceVersion` instead of refreshing again. Not reported if the response was lost.
 * - `site-messages`: the site wrote status messages about the package while its version did not increase, for example
 *   that it cannot read the source (2306). Only new messages, newest first. `refreshAndWait` reports them in the poll that
 *   finds them. `refreshAll` spreads their requests over its polls, so they can be reported some polls later.
 * - `version-raised`: the version increased.
 * - `distributing`: progress of the watch, after each poll.
 */
export type RefreshPhase =
  | { readonly phase: "accepted"; readonly before: PackageVersion }
  | { readonly phase: "site-messages"; readonly siteMessages: readonly SiteMessage[] }
  | { readonly phase: "version-raised"; readonly before: PackageVersion; readonly after: PackageVersion }
  | { readonly phase: "distributing"; readonly progress: DistributionProgress };

/** Functions that a refresh with a wait calls. They must not throw. */
export interface RefreshListener {
  readonly report: (phase: RefreshPhase) => void;
  /** Called when the call has ended and only waiting is left. */
  readonly onSent: () => void;
}
