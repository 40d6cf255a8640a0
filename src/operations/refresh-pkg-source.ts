import type { NotAcknowledged } from "../failure.js";
import { invalidArgument } from "../invalid-argument.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { packageTarget, type PackageTarget, type SafePackageClassName } from "./package-target.js";
import { runMethod } from "./run-method.js";

const methodName = "RefreshPkgSource";

/** The provider mounts and rebuilds a boot image inside the call (documented: Microsoft KB 4096324). */
const bootImageTimeoutMs = 30 * 60_000;

/** `SMS_PackageBaseclass.PackageType` of a task sequence (documented). */
const taskSequencePackageType = 4;

/** Options of {@link refreshPkgSource}. */
export interface RefreshPkgSourceOptions extends CallOptions {
  /** Must be `true`, and nothing like it, for a task sequence package; means nothing for the other classes. */
  readonly acknowledgeInoperable?: boolean | undefined;
  /** `SMS_BootImagePackage` only: ties the call to a status context, see `QueryOSDBinaryInjectionStatus`. */
  readonly contextID?: string | undefined;
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
}

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
 *   image inside the call); `contextID` for boot images
 * @returns `accepted`, which means queued. Failures: `invalid-argument` and `not-acknowledged` before anything is sent;
 *   `method-failed` when the method returned something else than 0; otherwise what the transport met. Where `execution`
 *   is `unknown`, look at `SourceVersion` before calling again.
 * @example
 * ```ts
 * import { refreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function refresh(transport: Transport) {
 *   const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
 *   if (!result.ok && result.failure.execution === "unknown") console.warn("look before you call again");
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/refreshpkgsource-method-in-class-sms_package
 */
export function refreshPkgSource(
  transport: Transport,
  target: PackageTarget,
  options: AcknowledgedRefreshOptions,
): Promise<Result<RefreshAccepted>>;
export function refreshPkgSource(
  transport: Transport,
  target: PackageTarget<SafePackageClassName>,
  options?: RefreshPkgSourceOptions,
): Promise<Result<RefreshAccepted>>;
export async function refreshPkgSource(
  transport: Transport,
  target: PackageTarget,
  options: RefreshPkgSourceOptions = {},
): Promise<Result<RefreshAccepted>> {
  const checked = packageTarget(target);
  if (!checked.ok) return checked;
  const { className, PackageID } = checked.value;
  const operation = { className, methodName, PackageID };

  const isTaskSequence = className === "SMS_TaskSequencePackage" || readAsTaskSequence(target);
  if (isTaskSequence && options.acknowledgeInoperable !== true) return fail(notAcknowledged(operation));

  const contextID: unknown = options.contextID;
  if (contextID !== undefined && !(className === "SMS_BootImagePackage" && typeof contextID === "string")) {
    return invalidArgument(operation, "contextID", "must be text, and goes with SMS_BootImagePackage only");
  }

  const result = await runMethod(
    transport,
    {
      className,
      methodName,
      path: { className, keys: { PackageID } },
      ...(contextID !== undefined && { inParameters: { ContextID: contextID } }),
    },
    {
      signal: options.signal,
      timeoutMs: options.timeoutMs ?? (className === "SMS_BootImagePackage" ? bootImageTimeoutMs : undefined),
    },
  );
  if (!result.ok) return result;
  return succeed({
    phase: "accepted",
    ...(result.value.returnValue === 0 && { returnValue: 0 }),
    target: checked.value,
  });
}

// An object that was read under another class name still tells what it is.
function readAsTaskSequence(target: PackageTarget): boolean {
  return "PackageType" in target && target.PackageType === taskSequencePackageType;
}

function notAcknowledged(operation: NotAcknowledged["operation"] & { readonly PackageID: string }): NotAcknowledged {
  return {
    kind: "not-acknowledged",
    execution: "not-executed",
    message: `RefreshPkgSource would leave the task sequence ${operation.PackageID} unusable; nothing was sent`,
    operation,
    advice:
      "Refresh the packages that the task sequence references, each on its own class. " +
      "Only if you accept an unusable task sequence, pass acknowledgeInoperable: true.",
  };
}
