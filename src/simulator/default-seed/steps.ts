import { subTaskSequence, type StepText } from "../state/sequence-xml.js";

/** Makes a step that runs a command line from a package. */
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

/** Makes a step that runs a program of a package. */
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

/** Makes a step that installs an application. */
export function installApplication(name: string, application: string): StepText {
  return {
    type: "SMS_TaskSequence_InstallApplicationAction",
    name,
    action: `smsappinstall.exe /app:${application} /basevar: /continueOnError:`,
    variables: [{ name: "ApplicationName", property: "ApplicationName", text: application }],
  };
}

/** Makes a step that applies an operating system image. */
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

/** Makes a step that applies a driver package. */
export function applyDrivers(name: string, PackageID: string): StepText {
  return {
    type: "SMS_TaskSequence_ApplyDriverPackageAction",
    name,
    runIn: "WinPE",
    action: `osddriverclient.exe /install:${PackageID}`,
    variables: [{ name: "OSDApplyDriverDriverPackageID", property: "DriverPackageID", text: PackageID }],
  };
}

/** Makes a step that upgrades Windows from an operating system upgrade package. */
export function upgradeWindows(name: string, PackageID: string): StepText {
  return {
    type: "SMS_TaskSequence_UpgradeOperatingSystemAction",
    name,
    action: `OSDUpgradeOS.exe /install:${PackageID}`,
    variables: [{ name: "OSDUpgradeInstallPackageID", property: "InstallPackageID", text: PackageID }],
  };
}

/** Makes a step that sets up Windows and installs the ConfigMgr client. */
export function setUpClient(PackageID: string): StepText {
  return {
    type: "SMS_TaskSequence_SetupWindowsAndSMSAction",
    name: "Setup Windows and Configuration Manager",
    runIn: "WinPE",
    action: `OSDSetupWindows.exe "/config:${PackageID}"`,
    variables: [{ name: "_SMSClientPackageID", property: "ClientPackageID", text: PackageID }],
  };
}

/** Makes a step that runs another task sequence. The console fills `TsReferencePackages` when it saves the step. */
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

/** Returns a copy of a step that is disabled. */
export function disabled(step: StepText): StepText {
  return { ...step, disabled: true };
}
