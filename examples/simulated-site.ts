// The examples use this simulated site instead of a real one. Its clock advances by ten minutes in each second.
import { AdminServiceTransport, type AdminServiceOptions } from "configmgr-sdk";
import { createSimulatedSite, type SimulatedSiteOptions } from "configmgr-sdk/simulator";

const packages = [
  { className: "SMS_Package", PackageID: "P0100012", Name: "Deployment Tools", SourceVersion: 3, PackageSize: 52_000 },
  { className: "SMS_DriverPackage", PackageID: "P0100013", Name: "Contoso Book 5 Drivers", SourceVersion: 8 },
  { className: "SMS_BootImagePackage", PackageID: "P0100005", Name: "Boot Image x64", SourceVersion: 2 },
  {
    className: "SMS_TaskSequencePackage",
    PackageID: "P010001F",
    Name: "Windows 11 Deployment",
    BootImageID: "P0100005",
    References: ["P0100012", "P0100013", "00000000"].map((Package) => ({
      "@odata.type": "#AdminService.SMS_TaskSequence_Reference",
      Package,
      Program: "",
      Type: 0,
    })),
  },
];

/** Starts a simulated site and opens a transport to it. */
export async function openSimulatedSite(
  changes: SimulatedSiteOptions = {},
  options: Omit<AdminServiceOptions, "baseUrl"> = {},
) {
  const site = createSimulatedSite({
    siteCode: "P01",
    otherSites: ["P02"],
    packages,
    distributionPoints: ["DP01.contoso.com", "DP02.contoso.com", "DP03.contoso.com"],
    speed: 600,
    ...changes,
  });
  const server = await site.listen();
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca }, ...options });
  const close = async () => {
    await transport.close();
    await server.close();
  };
  return { site, server, transport, close };
}
