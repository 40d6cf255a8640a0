import type { Result } from "../result.js";
import type { Transport } from "../transport/transport.js";
import type { AcknowledgedRefreshOptions, RefreshArguments, RefreshPkgSourceOptions } from "./refresh/refresh-types.js";
import type { RefreshOutcome } from "./refresh/refresh-types.js";
import { refresh } from "./refresh/send-refresh.js";
import type { PackageClassName, PackageTarget } from "./site/package-target.js";

export type { AcknowledgedRefreshOptions, RefreshPkgSourceOptions } from "./refresh/refresh-types.js";
export type { RefreshAccepted, RefreshConfirmed, RefreshObserved, RefreshOutcome } from "./refresh/refresh-types.js";

/**
 * Tells the site to read a package's source files again and to send the changes to all its distribution points
 * (`RefreshPkgSource`, "Update Distribution Points" in the console). Each refresh creates a new version on every
 * distribution point, so the library sends the call at most once.
 *
 * **Caution:** on `SMS_TaskSequencePackage`, it makes the task sequence unusable (documented) and needs
 * `acknowledgeInoperable: true`. The safe alternative is `refreshReferencedPackages`.
 *
 * @param target - concrete class and ID of the package, or an object of a package class
 * @param options - `signal`; `timeoutMs` for each request (30 s; for the call on a boot image 30 min,
 *   because the provider rebuilds the image inside the call); `contextID` for boot images; `confirm` to wait until the
 *   version increases: minutes, or hours for a large package
 * @returns `accepted`: the refresh is queued. `observed`: the response was lost and `confirm` saw the version increase.
 *   Failures: `invalid-argument` and `not-acknowledged` before anything is sent; `not-found` if `confirm` could not read
 *   the package before the call; `method-failed` if the method returned another value than 0; `timeout` if the version did
 *   not increase with `confirm: { required: true }`; otherwise a transport failure. If `execution` is `unknown`, read
 *   `SourceVersion` before you call again
 * @example
 * ```ts
 * import { refreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function refresh(transport: Transport) {
 *   const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
 *   const result = await refreshPkgSource(transport, target, { confirm: { timeoutMs: 600_000, intervalMs: 10_000 } });
 *   return result.ok ? result.value.confirmed?.after.SourceVersion : result.failure.execution;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/refreshpkgsource-method-in-class-sms_package
 */
export function refreshPkgSource<Name extends PackageClassName>(
  transport: Transport,
  target: PackageTarget<Name>,
  ...[options]: RefreshArguments<Name, RefreshPkgSourceOptions, AcknowledgedRefreshOptions>
): Promise<Result<RefreshOutcome>>;
export function refreshPkgSource(
  transport: Transport,
  target: PackageTarget,
  options: RefreshPkgSourceOptions = {},
): Promise<Result<RefreshOutcome>> {
  return refresh(transport, target, options);
}
