import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { bootImageStaticMethods } from "./boot-image-methods.js";
import { commonMethods, reloadImageProperties } from "./common-methods.js";
import { driverDetails } from "./embedded.js";
import { method, takes } from "./method.js";
import { texts } from "./method-parameters.js";
import { packageClass } from "./package-class.js";
import {
  boolean,
  embedded,
  lazyRead,
  lazyReadwrite,
  read,
  readwrite,
  string,
  uint32,
  uint32s,
  undocumented,
} from "./property.js";

const definition = {
  className: "SMS_BootImagePackage",
  schema: z.object({
    ...baseProperties,
    Architecture: string(read, "Processor architecture: x86, x64 or ia64."),
    BackgroundBitmapPath: string(lazyReadwrite, "UNC path of the bitmap that Windows PE shows."),
    ContextID: string(lazyReadwrite, "Names the context that QueryOSDBinaryInjectionStatus reports on."),
    DefaultImage: boolean(readwrite, "Whether it is one of the default boot images."),
    EnableLabShell: boolean(lazyReadwrite, "Whether F8 opens a command prompt."),
    ImageDiskLayout: string(lazyRead, "XML on the disk layout inside the image."),
    ImageIndex: uint32(
      lazyReadwrite,
      "Index of the image in the .wim file; not used for a boot image says the page, to be set says the how-to.",
    ),
    ImageOSVersion: string(readwrite, "Operating system version of the default image in the .wim file."),
    ImagePath: string(readwrite, "UNC path of the original .wim file, of which the site distributes a copy."),
    ImageProperty: string(lazyReadwrite, "XML with the metadata of the image."),
    // Numbers here; UpdateOptionalComponents takes strings, on its page and on live classes (seen).
    OptionalComponents: uint32s(lazyReadwrite, "IDs of the Windows PE components: 1 to 26 on x86, 27 to 52 on x64."),
    PreExecCommandLine: string(lazyReadwrite, "Command that Windows PE runs before the task sequence."),
    PreExecSourceDirectory: string(readwrite, "UNC path of the folder with the files of that command."),
    ReferencedDrivers: embedded("SMS_Driver_Details", driverDetails, lazyReadwrite, "Drivers in the boot image."),
    ScratchSpace: uint32(lazyReadwrite, "Writable space in Windows PE in MB: 32, 64, 128, 256 or 512."),
    InputLocale: string(undocumented, "By its name, keyboard layout of Windows PE."),
    ProductionClientVersion: string(undocumented, "By its name, version of the client in the boot image."),
  }),
  methods: {
    ...commonMethods,
    reloadImageProperties,
    /**
     * Puts Windows PE components into the boot image, by their IDs as text. Refresh the distribution points afterwards,
     * says the note on the page; its remarks say the contrary, in words copied from another method.
     */
    updateOptionalComponents: method("UpdateOptionalComponents", takes({ ComponentIds: texts })),
  },
  staticMethods: bootImageStaticMethods,
} as const;

/**
 * A Windows PE boot image (`PackageType` 258). `refreshPkgSource` makes the provider rebuild the image inside the call,
 * which takes minutes; `contextID` lets its progress be asked for with `queryOSDBinaryInjectionStatus`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_bootimagepackage-server-wmi-class
 */
export class SMS_BootImagePackage extends packageClass(definition) {}
