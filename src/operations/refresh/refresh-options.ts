import type { CallOptions } from "../../transport/transport.js";
import type { PackageClassName, TaskSequenceClassName } from "../site/package-type.js";
import type { Confirm } from "../site/confirm.js";
import type { WaitOptions } from "../site/poll-timer.js";

/** Options of `refreshPkgSource`. */
export interface RefreshPkgSourceOptions extends CallOptions, WaitOptions {
  /** Must be exactly `true` for a task sequence package. Has no effect on other classes. */
  readonly acknowledgeInoperable?: boolean | undefined;
  /** `SMS_BootImagePackage` only: links the call to a status context, see `QueryOSDBinaryInjectionStatus`. */
  readonly contextID?: string | undefined;
  /** Reads the version before the call and polls it after the call. `true`: default limits. */
  readonly confirm?: Confirm | undefined;
}

/** Options with the acknowledgement that the call makes a task sequence unusable. */
export interface AcknowledgedRefreshOptions extends RefreshPkgSourceOptions {
  readonly acknowledgeInoperable: true;
}

/**
 * The last argument of a refresh: required, with the acknowledgement, if the class can be `SMS_TaskSequencePackage`. One
 * signature instead of two overloads, because the compiler then reports a missing acknowledgement in one or two lines.
 */
export type RefreshArguments<Name extends PackageClassName, Options, Acknowledged> = TaskSequenceClassName extends Name
  ? [options: Acknowledged]
  : [options?: Options];
