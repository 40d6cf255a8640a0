import type { PackageSeed } from "../settings/setting-types.js";
import { referencesOf, lostReference, sequenceXml, type GroupText } from "../state/sequence-xml.js";
import { expensesApplication } from "./content-packages.js";
import {
  applyDrivers,
  applyImage,
  disabled,
  installApplication,
  installSoftware,
  runCommand,
  runTaskSequence,
  setUpClient,
  upgradeWindows,
} from "./steps.js";

const bootImage = "P0100002";
const client = "P0100003";
const baseline = "P0100021";

/** The task sequences of the default site. */
export const taskSequences: readonly PackageSeed[] = [
  taskSequence("P010001F", "Deploy Windows 11 24H2", bootImage, [
    {
      name: "Preinstall",
      steps: [runCommand("Check BIOS settings", "P0100012", "cscript.exe //nologo CheckBios.vbs")],
    },
    {
      name: "Install Operating System",
      steps: [
        applyImage("Apply Operating System", "P0100004"),
        applyDrivers("Apply drivers: Latitude 5450", "P0100007"),
        disabled(applyDrivers("Apply drivers: OptiPlex 7020", "P0100008")),
        setUpClient(client),
      ],
    },
    { name: "State Restore", steps: [runTaskSequence("Workplace baseline", baseline)] },
  ]),
  taskSequence("P0100020", "Upgrade to Windows 11 24H2", "", [
    { name: "Prepare for Upgrade", steps: [runCommand("Check readiness", "P0100013", "CheckReadiness.cmd")] },
    { name: "Upgrade the Operating System", steps: [upgradeWindows("Upgrade Operating System", "P010000A")] },
    { name: "Post-Processing", steps: [runTaskSequence("Workplace baseline", baseline)] },
  ]),
  taskSequence(baseline, "Workplace baseline", "", [
    {
      name: "Software",
      steps: [
        installSoftware("Install 7-Zip", "P0100014", "Silent install"),
        installSoftware("Install monitoring agent", "P0100015", "Unattended"),
        installApplication("Install Contoso Expenses", expensesApplication),
        runCommand("Set regional options", "P0100016", "rundll32.exe shell32,Control_RunDLL intl.cpl,,/f:region.xml"),
      ],
    },
  ]),
  taskSequence("P0100022", "Refresh with user state", bootImage, [
    { name: "Capture", steps: [runCommand("Capture user files and settings", "P0100017", "scanstate.exe /o /c")] },
    { name: "Install", steps: [applyImage("Apply Operating System", "P0100005"), setUpClient(client)] },
    { name: "Restore", steps: [runCommand("Restore user files and settings", "P0100017", "loadstate.exe /c")] },
  ]),
  taskSequence("P0100023", "Deploy Windows Server 2025", bootImage, [
    { name: "Install", steps: [applyImage("Apply Operating System", "P0100006"), setUpClient(client)] },
    { name: "Roles", steps: [runCommand("Add roles & features", "P0100018", "powershell.exe -File AddRoles.ps1")] },
  ]),
  taskSequence("P0100024", "Update firmware", "", [
    {
      name: "Firmware",
      steps: [
        runCommand("Suspend BitLocker", "P0100019", "manage-bde.exe -protectors -disable C: -rebootcount 1"),
        runCommand("Flash utility (lost on import)", lostReference, "flash.exe /s"),
        disabled(runCommand("Old flash utility", "P010001A", "flash32.exe /s")),
      ],
    },
  ]),
];

function taskSequence(PackageID: string, Name: string, BootImageID: string, groups: readonly GroupText[]): PackageSeed {
  const Sequence = sequenceXml(groups);
  const References = referencesOf(Sequence, BootImageID);
  const ReferencesCount = References.length;
  return {
    className: "SMS_TaskSequencePackage",
    PackageID,
    Name,
    BootImageID,
    Sequence,
    References,
    ReferencesCount,
    Type: 2,
  };
}
