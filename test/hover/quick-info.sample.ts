// The text that an editor shows for a name. Each "^?" points at a name in the code above it, and the expected text follows.
import { inOrder, orThrow, refreshPkgSource, setSourceSite, SMS_Package, where } from "../../src/index.js";
import { AdminServiceTransport, SMS_TaskSequencePackage } from "../../src/index.js";
import type { Failure, Listed, PackageTarget, Selected, Transport } from "../../src/index.js";
import { refreshAll } from "../../src/operations/refresh-all.js";
import { refreshAndWait } from "../../src/operations/refresh-and-wait.js";
import { watchDistribution } from "../../src/operations/watch-distribution.js";
import { createSimulatedSite } from "../../src/simulator/index.js";

export async function readAndRefresh(transport: Transport, target: PackageTarget): Promise<Failure | undefined> {
  //                                                       ^? (parameter) target: PackageTarget<PackageClassName>
  const read = await SMS_Package.get(transport, "P0100012");
  //    ^? const read: Result<SMS_Package>
  //                             ^? (method) Package.get<typeof SMS_Package>(this: typeof SMS_Package, transport: Transport, PackageID: string, options?: CallOptions): Promise<Result<SMS_Package>>
  if (!read.ok) return read.failure;
  //                        ^? (property) Failed.failure: Failure
  const refreshed = await refreshPkgSource(transport, read.value);
  //    ^? const refreshed: Result<RefreshOutcome>
  //                      ^? (alias) refreshPkgSource<"SMS_Package">(transport: Transport, target: PackageTarget<"SMS_Package">, options?: RefreshPkgSourceOptions | undefined): Promise<Result<RefreshOutcome>>
  const owner = await setSourceSite(transport, target, "P02", { confirm: true });
  //    ^? const owner: Result<SourceSiteOutcome>
  //                                                            ^? (property) SetSourceSiteOptions.confirm?: Confirm | undefined
  return refreshed.ok && owner.ok ? undefined : { ...(await failed(transport)) };
}

export async function properties(complete: SMS_Package, listed: Listed<SMS_TaskSequencePackage>): Promise<unknown[]> {
  //                                                    ^? (parameter) listed: Listed<SMS_TaskSequencePackage>
  const updated = await complete.update({ Description: "x" });
  //    ^? const updated: Result<Updated<SMS_Package>>
  //                             ^? (method) Package.update(changes: Changes<SMS_Package>, options?: CallOptions): Promise<Result<Updated<SMS_Package>>>
  //                                      ^? (property) Description?: string | undefined
  const loaded = await listed.load();
  //    ^? const loaded: Result<SMS_TaskSequencePackage>
  return [
    complete.Name,
    //       ^? (property) SMS_PackageBaseclassProperties.Name?: string | undefined
    complete.SourceDate,
    //       ^? (property) SMS_PackageBaseclassProperties.SourceDate?: Date | undefined
    complete.RefreshSchedule,
    //       ^? (property) SMS_PackageBaseclassProperties.RefreshSchedule?: readonly (ScheduleToken | UnreadToken)[] | undefined
    complete.className,
    //       ^? (property) SMS_Package.className: "SMS_Package"
    complete.unlock(),
    //       ^? (method) Package.unlock(options?: CallOptions): Promise<Result<MethodResult>>
    complete.refreshPkgSource(),
    //       ^? (method) Package.refreshPkgSource(options?: RefreshPkgSourceOptions): Promise<Result<RefreshOutcome>>
    listed.refreshPkgSource({ acknowledgeInoperable: true }),
    //     ^? (method) refreshPkgSource(options: AcknowledgedRefreshOptions): Promise<Result<RefreshOutcome>>
    updated,
    loaded,
  ];
}

export async function queries(transport: Transport): Promise<unknown[]> {
  const filter = where`Name eq ${"7-Zip"}`;
  //    ^? const filter: Filter
  const list = await SMS_TaskSequencePackage.list(transport, { where: filter });
  //    ^? const list: Result<Listed<SMS_TaskSequencePackage>[]>
  const selected = orThrow(await SMS_Package.list(transport, { select: ["Name", "SourceVersion"] }));
  //    ^? const selected: Selected<SMS_Package, "Name" | "SourceVersion">[]
  const hash = await SMS_TaskSequencePackage.getPackageHash(transport, { PackageID: "P010001F", SourceVersion: 1 });
  //    ^? const hash: Result<MethodResult<{ readonly Hash?: string; readonly HashVersion?: number; }>>
  const rows = SMS_Package.query(transport);
  //    ^? const rows: AsyncIterable<Result<Listed<SMS_Package>>>
  return [list, selected.map(nameOf), hash, rows];
}

export async function failed(transport: Transport): Promise<Failure> {
  const target = { className: "SMS_DriverPackage", PackageID: "P0100013" } as const;
  const moved = await inOrder([
    //  ^? const moved: InOrderResult<{ readonly owner: SourceSiteOutcome; readonly refresh: RefreshOutcome; }>
    { name: "owner", run: () => setSourceSite(transport, target, "P02") },
    { name: "refresh", run: () => refreshPkgSource(transport, target) },
  ]);
  if (moved.ok) throw new Error(moved.value.refresh.phase);
  //                                  ^? (property) Success<{ readonly owner: SourceSiteOutcome; readonly refresh: RefreshOutcome; }>.value: { readonly owner: SourceSiteOutcome; readonly refresh: RefreshOutcome; }
  //                                        ^? (property) refresh: RefreshOutcome
  const { completed, failedStep } = moved;
  //      ^? const completed: readonly CompletedStep<{ readonly owner: SourceSiteOutcome; readonly refresh: RefreshOutcome; }>[]
  //                 ^? const failedStep: "owner" | "refresh"
  return { ...moved.failure, message: `${failedStep} failed after ${completed.length} steps` };
}

export async function follow(transport: Transport): Promise<unknown[]> {
  const run = refreshAll(transport, [{ className: "SMS_Package", PackageID: "P0100012" }]);
  //    ^? const run: RefreshAll<RefreshOutcome>
  for await (const each of run) nameOf(each);
  //               ^? const each: RefreshedTarget<RefreshOutcome>
  const watch = watchDistribution(transport, "P0100012", { sourceVersion: "current" });
  //                                                       ^? (property) WatchDistributionOptions.sourceVersion: number | "current"
  for await (const progress of watch) nameOf(progress);
  //               ^? const progress: Result<DistributionProgress>
  const waited = refreshAndWait(transport, { className: "SMS_Package", PackageID: "P0100012" });
  //    ^? const waited: Promise<Result<RefreshDistributed>>
  return [run.summary(), await waited];
}

export async function connect(): Promise<void> {
  const site = createSimulatedSite();
  //    ^? const site: SimulatedSite
  const server = await site.listen();
  //    ^? const server: ListeningSite
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca }, onEvent: nameOf });
  //    ^? const transport: AdminServiceTransport
  //                    ^? (alias) new AdminServiceTransport(options: AdminServiceOptions): AdminServiceTransport
  //                                                                                             ^? (property) AdminServiceOptions.onEvent?: ((event: TransportEvent) => void) | undefined
  await transport.close();
  await server.close();
}

function nameOf(value: object): string {
  return "Name" in value ? String((value as Selected<SMS_Package, "Name">).Name) : "";
}
