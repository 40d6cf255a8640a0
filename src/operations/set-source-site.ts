import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { packageTarget, type PackageTarget } from "./package-target.js";
import { runMethod } from "./run-method.js";

const methodName = "SetSourceSite";

/** Three characters (documented); Windows' reserved device names and SMS are not allowed (documented). */
const siteCodeForm = /^(?!AUX|CON|ENV|NUL|PRN|SMS)[A-Z0-9]{3}$/;

/** The site took the call; the new owner replicates through the hierarchy afterwards. */
export interface SourceSiteAccepted {
  readonly phase: "accepted";
  /** What the method returned; absent where the site gave none and the transport was told to accept that. */
  readonly returnValue?: 0;
  readonly target: PackageTarget;
  /** Code of the site that is to own the package. */
  readonly SourceSite: string;
}

/**
 * Makes another site the owner of a package (`SetSourceSite`): from then on that site reads the source files, so its
 * server must be able to reach `PkgSourcePath` (inferred).
 *
 * @param transport - carries the call
 * @param target - the package, by its concrete class and its ID
 * @param siteCode - three characters, A-Z and 0-9, not AUX, CON, ENV, NUL, PRN or SMS. Which codes the provider itself
 *   accepts is not documented: a code of your hierarchy is what makes sense.
 * @param options - `signal`; `timeoutMs` in milliseconds
 * @returns `accepted`. Failures: `invalid-argument` before anything is sent; `method-failed` when the method returned
 *   something else than 0; otherwise what the transport met
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
  options: CallOptions = {},
): Promise<Result<SourceSiteAccepted>> {
  const checked = packageTarget(target);
  if (!checked.ok) return checked;
  const { className, PackageID } = checked.value;

  if (!isSiteCode(siteCode)) {
    return invalidArgument(
      { className, methodName, PackageID },
      "siteCode",
      "must be three characters, A-Z and 0-9, and not AUX, CON, ENV, NUL, PRN or SMS",
    );
  }

  const result = await runMethod(
    transport,
    {
      className,
      methodName,
      path: { className, keys: { PackageID } },
      inParameters: { SourceSite: siteCode },
    },
    { signal: options.signal, timeoutMs: options.timeoutMs },
  );
  if (!result.ok) return result;
  return succeed({
    phase: "accepted",
    ...(result.value.returnValue === 0 && { returnValue: 0 }),
    target: checked.value,
    SourceSite: siteCode,
  });
}

function isSiteCode(value: unknown): value is string {
  return typeof value === "string" && siteCodeForm.test(value);
}
