import * as z from "zod";
import { refuseOptions } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import type { CallOptions, MethodCall, Transport } from "../transport/transport.js";
import { readTargetedPoints, type PlannedPoint } from "./distribution/points.js";
import { packageTarget, type PackageTarget } from "./site/package-target.js";
import { readRows } from "./site/read-rows.js";
import { readPackageRow } from "./site/read-packages.js";
import { optionalText, optionalUint32 } from "../wmi/row-values.js";
import { refreshCall, refreshMethodName } from "./refresh/send-refresh.js";

/** A condition that must be true before a refresh is useful. */
export interface RefreshCheck {
  /**
   * `task-sequence` fails for a task sequence, because a refresh would make it unusable. `owner` fails if the connected site
   * does not own the package: it accepts the call, but the call has no effect (seen). `owner` is ok if the account cannot
   * read the code of the connected site.
   */
  readonly name: "exists" | "task-sequence" | "source" | "owner" | "points";
  readonly ok: boolean;
  /** What the plan found, as text for people. `null`: nothing. */
  readonly found: string | null;
}

/** What a refresh would do. No method was called. */
export interface RefreshPlan {
  readonly phase: "planned";
  /** All checks are ok. */
  readonly ready: boolean;
  readonly checks: readonly RefreshCheck[];
  /** The call that a refresh would send. */
  readonly request: MethodCall;
  /** Distribution points that would receive the content. */
  readonly targets: readonly PlannedPoint[];
  /** Size of the source. No page documents the unit; the console and public scripts use KB. 0: not known. */
  readonly PackageSize: number;
}

const planRow = z.object({
  PackageID: z.string(),
  PackageType: optionalUint32,
  PackageSize: optionalUint32,
  PkgSourceFlag: optionalUint32,
  PkgSourcePath: optionalText,
  SourceSite: optionalText,
});

const providerRow = z.object({ SiteCode: z.string(), ProviderForLocalSite: z.boolean().nullish() });

const siteRow = z.object({ SiteCode: z.string() });

type PlanRow = z.output<typeof planRow>;

/** `PkgSourceFlag` values of packages without source files: 0 (not yet specified) and 1 (no source) (documented). */
const sourcelessFlags: readonly number[] = [0, 1];

/**
 * Reads what a refresh would do and cost, and calls no method. Needs no acknowledgement for a task sequence.
 *
 * @param target - concrete class and ID of the package
 * @param options - `signal`; `timeoutMs` for each read
 * @returns the plan. If the package does not exist, the plan is not ready. Failures: `invalid-argument`;
 *   `not-acknowledged` for a task sequence under another class name; or a transport failure
 * @example
 * ```ts
 * import { planRefreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function preview(transport: Transport) {
 *   const plan = await planRefreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
 *   if (!plan.ok) return plan.failure.message;
 *   return plan.value.checks.map(({ name, ok, found }) => `${ok ? "ok" : "NO"} ${name}: ${found ?? "-"}`).join("\n");
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export async function planRefreshPkgSource(
  transport: Transport,
  target: PackageTarget,
  options: CallOptions = {},
): Promise<Result<RefreshPlan>> {
  const checked = packageTarget(target);
  if (!checked.ok) return checked;
  const { className, PackageID } = checked.value;
  const refused = refuseOptions({ className, PackageID }, options);
  if (refused !== undefined) return refused;
  const { signal, timeoutMs } = options;
  const isNamedTaskSequence = className === "SMS_TaskSequencePackage";
  const row = await readPackageRow(
    transport,
    checked.value,
    planRow,
    { signal, timeoutMs },
    isNamedTaskSequence ? undefined : refreshMethodName,
  );
  if (!row.ok && row.failure.kind !== "not-found") return row;
  const points = row.ok ? await readTargetedPoints(transport, PackageID, { signal, timeoutMs }) : succeed([]);
  if (!points.ok) return points;

  const found = row.ok ? row.value : undefined;
  const checks: RefreshCheck[] = [
    { name: "exists", ok: row.ok, found: row.ok ? className : (row.failure.advice ?? null) },
    { name: "task-sequence", ok: !isNamedTaskSequence, found: className },
    checkSource(found),
    await checkOwner(transport, found?.SourceSite, { signal, timeoutMs }),
    { name: "points", ok: points.value.length > 0, found: String(points.value.length) },
  ];
  return succeed({
    phase: "planned",
    ready: checks.every(({ ok }) => ok),
    checks,
    request: refreshCall(checked.value),
    targets: points.value.map(({ name, siteCode }) => ({ name, siteCode })),
    PackageSize: found?.PackageSize ?? 0,
  });
}

async function checkOwner(
  transport: Transport,
  owner: string | undefined,
  options: CallOptions,
): Promise<RefreshCheck> {
  if (owner === undefined || owner === "") return { name: "owner", ok: false, found: null };
  const connected = await readConnectedSite(transport, options);
  if (connected === undefined || connected.toUpperCase() === owner.toUpperCase())
    return { name: "owner", ok: true, found: owner };
  return {
    name: "owner",
    ok: false,
    found: `${owner} owns the package, but the transport is connected to ${connected}`,
  };
}

/**
 * Reads the code of the site to which the transport is connected. `SMS_ProviderLocation` is not in the site's own namespace
 * (documented), so a site might not offer it. Then the code is known only if the hierarchy has one site.
 */
async function readConnectedSite(transport: Transport, options: CallOptions): Promise<string | undefined> {
  const maxRows = 1_000;
  const providers = await readRows(transport, { className: "SMS_ProviderLocation", maxRows }, providerRow, options);
  const local = providers.ok ? providers.value.filter(({ ProviderForLocalSite }) => ProviderForLocalSite === true) : [];
  if (local.length > 0) return onlyCodeOf(local);
  const sites = await readRows(transport, { className: "SMS_Site", maxRows }, siteRow, options);
  return sites.ok ? onlyCodeOf(sites.value) : undefined;
}

function onlyCodeOf(rows: readonly { readonly SiteCode: string }[]): string | undefined {
  const [code, ...others] = new Set(rows.map(({ SiteCode }) => SiteCode));
  return others.length === 0 ? code : undefined;
}

function checkSource(row: PlanRow | undefined): RefreshCheck {
  const { PkgSourceFlag, PkgSourcePath = "" } = row ?? {};
  const hasSource = PkgSourcePath !== "" && !(PkgSourceFlag !== undefined && sourcelessFlags.includes(PkgSourceFlag));
  return { name: "source", ok: hasSource, found: PkgSourcePath === "" ? null : PkgSourcePath };
}
