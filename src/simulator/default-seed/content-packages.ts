import type { JsonValue } from "../values/json.js";
import type { PackageSeed } from "../settings/setting-types.js";

const scope = "ScopeId_6F1C2B7E-0A64-4C1B-9D35-1E2F3A4B5C6D";

/** Model name of the application whose content is the package "Contoso Expenses". */
export const expensesApplication = `${scope}/Application_0b9d7c1e-5f43-4a9a-8d0e-7c6b5a493827`;

/**
 * Distribution points of an image that the task sequence "Deploy Windows Server 2025" needs. The image is outdated on DP05,
 * in progress on DP06, failed on DP07, and was never sent to DP08.
 */
const partlyDistributed: PackageSeed["distributionPoints"] = [
  ...["DP01", "DP02", "DP03", "DP04", "DP09", "DP10", "DP11", "DP12"].map((name) => `${name}.contoso.com`),
  { name: "DP05.contoso.com", state: "outdated" },
  { name: "DP06.contoso.com", state: "in-progress" },
  { name: "DP07.contoso.com", state: "failed" },
];

/** The packages of the default site, except task sequences. */
export const contentPackages: readonly PackageSeed[] = [
  content("SMS_BootImagePackage", "P0100001", "Boot image (x86)", 320_512, {
    Architecture: "x86",
    DefaultImage: true,
    ImageOSVersion: "10.0.26100.1",
  }),
  content("SMS_BootImagePackage", "P0100002", "Boot image (x64)", 412_672, {
    Architecture: "x64",
    DefaultImage: true,
    ImageOSVersion: "10.0.26100.1",
    ScratchSpace: 512,
  }),
  content("SMS_Package", "P0100003", "Configuration Manager Client Package", 214_080, {
    IsPredefinedPackage: true,
    Manufacturer: "Microsoft Corporation",
  }),
  content("SMS_ImagePackage", "P0100004", "Windows 11 Enterprise 24H2", 5_242_880, { Version: "10.0.26100.2314" }),
  content("SMS_ImagePackage", "P0100005", "Windows 10 Enterprise LTSC 2021", 4_613_734, { Version: "10.0.19044.1288" }),
  {
    ...content("SMS_ImagePackage", "P0100006", "Windows Server 2025 Standard", 6_082_560, {
      Version: "10.0.26100.1742",
    }),
    SourceVersion: 2,
    distributionPoints: partlyDistributed,
  },
  content("SMS_DriverPackage", "P0100007", "Dell Latitude 5450 - Windows 11 x64", 1_887_436, { Manufacturer: "Dell" }),
  content("SMS_DriverPackage", "P0100008", "Dell OptiPlex 7020 - Windows 11 x64", 1_703_936, { Manufacturer: "Dell" }),
  content("SMS_DriverPackage", "P0100009", "HP EliteBook 840 G11 - Windows 11 x64", 2_202_009, { Manufacturer: "HP" }),
  content("SMS_OperatingSystemInstallPackage", "P010000A", "Windows 11 Enterprise 24H2 upgrade", 5_557_452),
  content("SMS_OperatingSystemInstallPackage", "P010000B", "Windows 10 Enterprise 22H2 upgrade", 4_928_307),
  content("SMS_OperatingSystemInstallPackage", "P010000C", "Windows Server 2025 upgrade", 6_291_456),
  content("SMS_SoftwareUpdatesPackage", "P010000D", "Windows 11 updates 2026", 9_437_184),
  content("SMS_SoftwareUpdatesPackage", "P010000E", "Microsoft 365 Apps updates", 12_582_912),
  content("SMS_SoftwareUpdatesPackage", "P010000F", "Server updates 2026", 7_340_032),
  content("SMS_SoftwareUpdatesPackage", "P0100010", "Endpoint Protection definitions", 262_144),
  content("SMS_DeviceSettingPackage", "P0100011", "Kiosk device settings", 64, { PlatformType: "Windows" }),
  content("SMS_Package", "P0100012", "BIOS tools", 18_432, { Manufacturer: "Contoso", Version: "3.1" }),
  content("SMS_Package", "P0100013", "Upgrade readiness check", 2_048, { Manufacturer: "Contoso" }),
  content("SMS_Package", "P0100014", "7-Zip", 1_640, {
    Manufacturer: "Igor Pavlov",
    Version: "24.09",
    NumOfPrograms: 1,
  }),
  content("SMS_Package", "P0100015", "Monitoring agent", 96_256, { Manufacturer: "Contoso", NumOfPrograms: 2 }),
  content("SMS_Package", "P0100016", "Regional settings", 12),
  content("SMS_Package", "P0100017", "User State Migration Tool for Windows", 61_440, {
    DefaultImageFlags: 2,
    Manufacturer: "Microsoft Corporation",
  }),
  content("SMS_Package", "P0100018", "Server roles scripts", 340),
  content("SMS_Package", "P0100019", "BitLocker scripts", 96),
  content("SMS_Package", "P010001A", "Firmware flash utility (2022)", 30_208),
  content("SMS_Package", "P010001B", "Caf\u00e9 & Kiosk branding \u2013 \u65e5\u672c\u8a9e", 8_704),
  content("SMS_ContentPackage", "P010001C", "Contoso Expenses", 48_128, { SecurityKey: expensesApplication }),
  content("SMS_ContentPackage", "P010001D", "Adobe Acrobat Reader", 715_776, {
    SecurityKey: `${scope}/Application_4d1f6a70-93c2-4b1e-a5d8-2f0e7c9b6a11`,
  }),
  content("SMS_VhdPackage", "P010001E", "Windows 11 virtual hard disk", 15_728_640),
  content("SMS_DriverPackage", "P0100025", "HP Z2 Tower G9 - Windows 11 x64", 2_411_724, { Manufacturer: "HP" }),
  content("SMS_DriverPackage", "P0100026", "Lenovo ThinkPad T14 Gen 5 - Windows 11 x64", 1_992_294, {
    Manufacturer: "Lenovo",
  }),
  content("SMS_DriverPackage", "P0100027", "Surface Laptop 6 - Windows 11 x64", 1_468_006, {
    Manufacturer: "Microsoft",
  }),
  content("SMS_Package", "P0100028", "Printer drivers", 180_224, { SecuredScopeNames: ["Default", "Print team"] }),
];

function content(
  className: string,
  PackageID: string,
  Name: string,
  sizeKb: number,
  more: Readonly<Record<string, JsonValue>> = {},
): PackageSeed {
  return { className, PackageID, Name, PackageSize: sizeKb, ...more };
}
