import { AdminServiceTransport, refreshPkgSource } from "configmgr-sdk";

/** A small tool with a fixed address. It returns the result of a refresh as one word. */
export async function refreshTools(): Promise<string> {
  await using transport = new AdminServiceTransport({ baseUrl: "https://cm01.contoso.com/AdminService" });
  const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
  if (result.ok) return "queued";
  return result.failure.execution === "unknown" ? "unknown" : "failed";
}
