import { subTaskSequence, type StepText } from "./sequence-xml.js";

/** Runs a command line from a package. */
export function runCommand(name: string, PackageID: string, command: string): StepText {
  return {
    type: "SMS_TaskSequence_RunCommandLineAction",
    name,
    action: `smsswd.exe /run:${PackageID} ${command}`,
    variables: [
      { name: "CommandLine", property: "CommandLine", text: command },
      { name: "PackageID", property: "PackageID", text: PackageID },
    ],
  };
}

/** Installs a package with one of its programs. */
export function installSoftware(name: string, PackageID: string, program: string): StepText {
  return {
    type: "SMS_TaskSequence_InstallSoftwareAction",
    name,
    program,
    action: `smsswd.exe /pkg:${PackageID} /install /basevar: /continueOnError:`,
    variables: [
      { name: "PackageID", property: "PackageID", text: PackageID },
      { name: "_SMSSWDProgramName", property: "ProgramName", text: program },
    ],
  };
}

/** Installs an application. */
export function installApplication(name: string, application: string): StepText {
  return {
    type: "SMS_TaskSequence_InstallApplicationAction",
    name,
    action: `smsappinstall.exe /app:${application} /basevar: /continueOnError:`,
    variables: [{ name: "ApplicationName", property: "ApplicationName", text: application }],
  };
}

/** Applies an operating system image. */
export function applyImage(name: string, PackageID: string): StepText {
  return {
    type: "SMS_TaskSequence_ApplyOperatingSystemAction",
    name,
    runIn: "WinPE",
    action: `OSDApplyOS.exe "/image:${PackageID},1" "/config:,"`,
    variables: [
      { name: "OSDConfigFileName", property: "ConfigFileName", text: "" },
      { name: "ImagePackageID", property: "PackageID", text: PackageID },
    ],
  };
}

/** Applies a driver package. */
export function applyDrivers(name: string, PackageID: string): StepText {
  return {
    type: "SMS_TaskSequence_ApplyDriverPackageAction",
    name,
    runIn: "WinPE",
    action: `osddriverclient.exe /install:${PackageID}`,
    variables: [{ name: "OSDApplyDriverDriverPackageID", property: "DriverPackageID", text: PackageID }],
  };
}

/** Upgrades Windows from an operating system upgrade package. */
export function upgradeWindows(name: string, PackageID: string): StepText {
  return {
    type: "SMS_TaskSequence_UpgradeOperatingSystemAction",
    name,
    action: `OSDUpgradeOS.exe /install:${PackageID}`,
    variables: [{ name: "OSDUpgradeInstallPackageID", property: "InstallPackageID", text: PackageID }],
  };
}

/** Sets Windows up and installs the ConfigMgr client. */
export function setUpClient(PackageID: string): StepText {
  return {
    type: "SMS_TaskSequence_SetupWindowsAndSMSAction",
    name: "Setup Windows and Configuration Manager",
    runIn: "WinPE",
    action: `OSDSetupWindows.exe "/config:${PackageID}"`,
    variables: [{ name: "_SMSClientPackageID", property: "ClientPackageID", text: PackageID }],
  };
}

/** Runs another task sequence. `TsReferencePackages` is a copy that the console makes when it saves the parent. */
export function runTaskSequence(name: string, PackageID: string): StepText {
  return {
    type: subTaskSequence,
    name,
    action: "SubTasksequence.exe",
    variables: [
      { name: "OSDSubTasksequenceTsName", property: "TsName", text: `${PackageID}, ${name}` },
      { name: "OSDSubTasksequencePackageID", property: "TsPackageID", text: PackageID },
      { name: "OSDSubTasksequenceTsReferencePackages", property: "TsReferencePackages", text: "" },
    ],
  };
}

/** The same step, disabled. */
export function disabled(step: StepText): StepText {
  return { ...step, disabled: true };
}
