// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { UnreadObject } from "../../wmi/wmi-object.js";
import type { SMS_Driver_Details } from "../embedded/sms-driver-details.js";
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_BootImagePackage`. */
export interface SMS_BootImagePackageProperties extends SMS_PackageBaseclassProperties {
  /** Processor architecture of the boot image: x86, x64 or ia64. */
  readonly Architecture?: string;
  /** UNC path of the bitmap that Windows PE shows as its background. */
  readonly BackgroundBitmapPath?: string;
  /** ID of the context whose progress QueryOSDBinaryInjectionStatus returns. */
  readonly ContextID?: string;
  /** Whether the package is one of the default boot images of ConfigMgr. */
  readonly DefaultImage?: boolean;
  /** Whether the key F8 opens a command prompt in Windows PE. */
  readonly EnableLabShell?: boolean;
  /** XML that describes the disk layout in the image. */
  readonly ImageDiskLayout?: string;
  /** Index of the image in the .wim file. Microsoft's page says that boot images do not use it; Microsoft's how-to sets it. */
  readonly ImageIndex?: number;
  /** Operating system version of the default image in the .wim file. */
  readonly ImageOSVersion?: string;
  /** UNC path of the original .wim file. The site distributes a copy of that file. */
  readonly ImagePath?: string;
  /** XML with the metadata of the image. */
  readonly ImageProperty?: string;
  /** IDs of the Windows PE components in the boot image: 1 to 26 on x86, 27 to 52 on x64. */
  readonly OptionalComponents?: readonly number[];
  /** Command that Windows PE runs before the task sequence. */
  readonly PreExecCommandLine?: string;
  /** UNC path of the folder with the files of PreExecCommandLine. */
  readonly PreExecSourceDirectory?: string;
  /** Drivers in the boot image. */
  readonly ReferencedDrivers?: readonly (SMS_Driver_Details | UnreadObject)[];
  /** Size of the writable space in Windows PE, in MB: 32, 64, 128, 256 or 512. */
  readonly ScratchSpace?: number;
  /** Keyboard layout of Windows PE (inferred from the name). */
  readonly InputLocale?: string;
  /** Version of the ConfigMgr client in the boot image (inferred from the name). */
  readonly ProductionClientVersion?: string;
}
