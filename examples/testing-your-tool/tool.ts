import { AdminServiceTransport, refreshPkgSource } from "configmgr-sdk";

/** A small tool as somebody may have it: its address is fixed, and it says in one word what became of a package. */
export async function refreshTools(): Promise<string> {
  await using transport = new AdminServiceTransport({ baseUrl: "https://cm01.contoso.com/AdminService" });
  const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
  if (result.ok) return "queued";
  return result.failure.execution === "unknown" ? "in doubt" : "failed";
}
