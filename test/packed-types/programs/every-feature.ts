// One program that uses every part of the library, to bound what it costs the compiler.
import * as sdk from "configmgr-sdk";
import type { Failure, Listed, Result, Transport } from "configmgr-sdk";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;

class Mine extends sdk.SMS_Package {
  get label(): string {
    return `${this.PackageID} ${this.Name ?? ""}`;
  }
}

export async function everyClass(transport: Transport): Promise<string[]> {
  const found: string[] = [];
  for (const Class of [sdk.SMS_Package, sdk.SMS_DriverPackage, sdk.SMS_BootImagePackage, sdk.SMS_ContentPackage]) {
    const list = await Class.list(transport, { orderBy: "Name desc", top: 5 });
    if (list.ok) found.push(...list.value.map((listed) => listed.Name ?? listed.PackageID));
  }
  for (const Class of [sdk.SMS_ImagePackage, sdk.SMS_OperatingSystemInstallPackage, sdk.SMS_VhdPackage]) {
    const read = await Class.get(transport, "P0100012");
    if (read.ok) found.push(read.value.ImageProperty ?? "");
  }
  for (const Class of [sdk.SMS_SoftwareUpdatesPackage, sdk.SMS_DeviceSettingPackage]) {
    for await (const each of Class.query(transport, { select: ["Name", "SourceVersion"] })) {
      if (each.ok) found.push(`${each.value.Name ?? ""} ${each.value.SourceVersion ?? 0}`);
    }
  }
  const mine = sdk.orThrow(await Mine.list(transport));
  const loaded = sdk.orThrow(await sdk.orThrow(await Mine.get(transport, "P0100012")).load());
  return [...found, ...mine.map(({ label }) => label), loaded.label];
}

export async function anyClass(transport: Transport): Promise<readonly string[]> {
  const list = sdk.orThrow(await sdk.SMS_PackageBaseclass.list(transport, { where: sdk.where`Name eq ${"7-Zip"}` }));
  const run = sdk.refreshAll(transport, list.filter(sdk.isSafeTarget), { concurrency: 2 });
  for await (const { target: each, result } of run) console.log(each.PackageID, result.ok);
  const package_ = sdk.orThrow(await sdk.findPackage(transport, "P0100012"));
  const path = package_.className === "SMS_BootImagePackage" ? package_.ImagePath : package_.PkgSourcePath;
  return [...run.summary().done.map(({ PackageID }) => PackageID), path ?? ""];
}

export async function methods(transport: Transport, listed: Listed<sdk.SMS_TaskSequencePackage>): Promise<unknown[]> {
  const complete = sdk.orThrow(await listed.load());
  const updated = sdk.orThrow(await complete.update({ Duration: 5, ProgramFlags: sdk.ProgramFlags.DISABLED }));
  const hash = await sdk.SMS_TaskSequencePackage.getPackageHash(transport, { PackageID: "P0100012", SourceVersion: 1 });
  const parsed = sdk.SMS_Package.schema.safeParse({ PackageID: "P0100012" });
  return [
    updated.sent,
    hash.ok ? hash.value.HashVersion : hash.failure.retryAfterMs,
    await complete.refreshPkgSource({ acknowledgeInoperable: true }),
    await listed.setSourceSite("P02"),
    parsed.success ? parsed.data.Name : parsed.error.message,
    sdk.SMS_Package.schema.shape.SourceVersion.wmi.summary,
    sdk.hasFlag(complete.PkgFlags, sdk.PkgFlags.DO_NOT_DOWNLOAD),
  ];
}

export async function operations(transport: Transport): Promise<Failure | undefined> {
  const moved = await sdk.inOrder([
    { name: "owner", run: () => sdk.setSourceSite(transport, target, "P02") },
    { name: "refresh", run: () => sdk.refreshPkgSource(transport, target, { confirm: true }) },
    { name: "wait", run: () => sdk.refreshAndWait(transport, target) },
  ]);
  if (!moved.ok) return moved.failure;
  const planned = await sdk.andThen(sdk.planRefreshPkgSource(transport, sequence), ({ ready }) => succeed(ready));
  if (!planned.ok) return planned.failure;
  for await (const progress of sdk.watchDistribution(transport, "P0100012", { sourceVersion: "current" })) {
    if (!progress.ok) return progress.failure;
  }
  const wanted = [{ PackageID: "P0100012", sourceVersion: 5 }];
  for await (const poll of sdk.watchDistributions(transport, wanted)) {
    if (poll.ok) console.log(poll.value.packages.map(({ PackageID, outcome }) => `${PackageID} ${outcome}`));
  }
  const waiting = sdk.refreshAll(transport, [target], { wait: { timeoutMs: 3_600_000 } });
  for await (const { result } of waiting)
    console.log(result.ok ? result.value.progress.installed : result.failure.kind);
  const readiness = await sdk.taskSequenceReadiness(transport, sequence.PackageID, { siteCodes: ["P01"] });
  if (readiness.ok) console.log(readiness.value.points.filter(({ ready }) => !ready).map(({ missing }) => missing));
  await sdk.refreshReferencedPackages(transport, sequence.PackageID, { include: ["SMS_Package"] });
  await sdk.redistribute(transport, "P0100012", { name: "DP01.contoso.com" });
  const schedule = sdk.decodeScheduleString("02811A80401F6000");
  if (schedule.ok) await sdk.setRefreshSchedule(transport, target, schedule.value);
  return undefined;
}

export function connect(): sdk.AdminServiceTransport {
  return new sdk.AdminServiceTransport({
    baseUrl: "https://cm01.contoso.com/AdminService",
    credential: sdk.negotiate(),
    onEvent: (event) => {
      console.log(event, sdk.decodeStatus(5).hex);
    },
  });
}

function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}
