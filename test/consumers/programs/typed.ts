// The test projects compile this file with each module resolution, as ESM and as CommonJS.
import { AdminServiceTransport, andThen, inOrder, refreshPkgSource, setSourceSite, SMS_Package } from "configmgr-sdk";
import type { Failure, Listed, Result, Transport } from "configmgr-sdk";
import { createSimulatedSite } from "configmgr-sdk/simulator";

export async function refreshed(): Promise<string> {
  const site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100012" }] });
  const server = await site.listen();
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
  const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
  await transport.close();
  return result.ok ? result.value.phase : text(result.failure);
}

export async function names(transport: Transport): Promise<string[]> {
  const list: Result<Listed<SMS_Package>[]> = await SMS_Package.list(transport);
  return list.ok ? list.value.map(({ Name, PackageID }) => Name ?? PackageID) : [text(list.failure)];
}

export async function moved(transport: Transport, PackageID: string): Promise<string> {
  const result = await inOrder([
    { name: "read", run: () => SMS_Package.get(transport, PackageID) },
    { name: "owner", run: () => setSourceSite(transport, { className: "SMS_Package", PackageID }, "P02") },
  ]);
  if (!result.ok) return `${result.failedStep}: ${text(result.failure)}`;
  const again = await andThen(result.value.read.update({ Description: "moved" }), ({ sent }) => ({
    ok: true,
    value: sent.length,
  }));
  return `${result.value.owner.SourceSite}, ${again.ok ? again.value : text(again.failure)}`;
}

export async function notCompiled(transport: Transport): Promise<void> {
  // @ts-expect-error the acknowledgement is missing
  await refreshPkgSource(transport, { className: "SMS_TaskSequencePackage", PackageID: "P010001F" });
}

function text({ kind, execution, message }: Failure): string {
  return `${kind} (${execution}): ${message}`;
}
