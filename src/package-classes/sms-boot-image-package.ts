import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import { driverDetails } from "./embedded/sms-driver-details.js";
import type { SMS_BootImagePackageProperties } from "./interfaces/sms-boot-image-package.js";
import { ImagePackage } from "./image-package.js";
import { callMethod, targetOf, type MethodResult } from "./model/method.js";
import {
  outParameters,
  method,
  number,
  outNumber,
  outSigned,
  outText,
  inParameters,
  text,
  texts,
} from "./model/method-parameters.js";
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
  type PropertyTable,
} from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";

const className = "SMS_BootImagePackage" as const;

const properties = {
  ...baseProperties,
  Architecture: string(read, "Processor architecture of the boot image: x86, x64 or ia64."),
  BackgroundBitmapPath: string(lazyReadwrite, "UNC path of the bitmap that Windows PE shows as its background."),
  ContextID: string(lazyReadwrite, "ID of the context whose progress QueryOSDBinaryInjectionStatus returns."),
  DefaultImage: boolean(readwrite, "Whether the package is one of the default boot images of ConfigMgr."),
  EnableLabShell: boolean(lazyReadwrite, "Whether the key F8 opens a command prompt in Windows PE."),
  ImageDiskLayout: string(lazyRead, "XML that describes the disk layout in the image."),
  ImageIndex: uint32(
    lazyReadwrite,
    "Index of the image in the .wim file. Microsoft's page says that boot images do not use it; Microsoft's how-to sets it.",
  ),
  ImageOSVersion: string(readwrite, "Operating system version of the default image in the .wim file."),
  ImagePath: string(readwrite, "UNC path of the original .wim file. The site distributes a copy of that file."),
  ImageProperty: string(lazyReadwrite, "XML with the metadata of the image."),
  // This property has the IDs as numbers. The method UpdateOptionalComponents requires them as text (documented, seen).
  OptionalComponents: uint32s(
    lazyReadwrite,
    "IDs of the Windows PE components in the boot image: 1 to 26 on x86, 27 to 52 on x64.",
  ),
  PreExecCommandLine: string(lazyReadwrite, "Command that Windows PE runs before the task sequence."),
  PreExecSourceDirectory: string(readwrite, "UNC path of the folder with the files of PreExecCommandLine."),
  ReferencedDrivers: embedded(driverDetails, lazyReadwrite, "Drivers in the boot image."),
  ScratchSpace: uint32(lazyReadwrite, "Size of the writable space in Windows PE, in MB: 32, 64, 128, 256 or 512."),
  InputLocale: string(undocumented, "Keyboard layout of Windows PE (inferred from the name)."),
  ProductionClientVersion: string(
    undocumented,
    "Version of the ConfigMgr client in the boot image (inferred from the name).",
  ),
} satisfies PropertyTable<typeof className>;

const updateOptionalComponents = method("UpdateOptionalComponents", inParameters({ ComponentIds: texts }));
const deleteContextID = method("DeleteContextID", inParameters({ ContextID: text }));
const exportDefaultBootImage = method(
  "ExportDefaultBootImage",
  inParameters({ Architecture: text, ImageIndex: number, ExportImagePath: text }),
);
const queryOSDBinaryInjectionStatus = method(
  "QueryOSDBinaryInjectionStatus",
  inParameters({ ContextID: text }),
  outParameters({
    Status: outNumber,
    Progress: outNumber,
    MaxProgress: outNumber,
    ProgressText: outText,
    ErrorCode: outSigned,
    ExtendedErrorInfo: outText,
  }),
);
const updateDefaultImage = method("UpdateDefaultImage");
const updateImage = method("UpdateImage");

export interface SMS_BootImagePackage extends SMS_BootImagePackageProperties {}

/**
 * A Windows PE boot image (`PackageType` 258). `refreshPkgSource` takes minutes, because the provider rebuilds the image
 * during the call. If the call has a `contextID`, `queryOSDBinaryInjectionStatus` returns its progress.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_bootimagepackage-server-wmi-class
 */
export class SMS_BootImagePackage extends ImagePackage {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_BootImagePackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /**
   * Adds Windows PE components to the boot image, by their IDs as text. Then refresh the package, as the note on Microsoft's
   * page requires. The remarks on that page say the opposite, but they are copied from another method.
   */
  updateOptionalComponents(
    inParameters: { ComponentIds: readonly string[] },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), updateOptionalComponents, inParameters, options);
  }

  /** Deletes the queue in which the provider stores the progress of a context. */
  static deleteContextID(
    transport: Transport,
    inParameters: { ContextID: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(transport, { className }, deleteContextID, inParameters, options);
  }

  /** Builds a boot image file from the Windows ADK. A call takes minutes. Never run two of these calls at the same time. */
  static exportDefaultBootImage(
    transport: Transport,
    inParameters: {
      Architecture: string;
      ImageIndex: number;
      ExportImagePath: string;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult>> {
    return callMethod(transport, { className }, exportDefaultBootImage, inParameters, options);
  }

  /**
   * Reads the progress of the operation that was started with the same `ContextID`: `refreshPkgSource({ contextID })`.
   * Microsoft's page names `ExportDefaultBootImage` instead, but that method has no context.
   */
  static queryOSDBinaryInjectionStatus(
    transport: Transport,
    inParameters: { ContextID: string },
    options?: CallOptions,
  ): Promise<
    Result<
      MethodResult<{
        readonly Status?: number;
        readonly Progress?: number;
        readonly MaxProgress?: number;
        readonly ProgressText?: string;
        readonly ErrorCode?: number;
        readonly ExtendedErrorInfo?: string;
      }>
    >
  > {
    return callMethod(transport, { className }, queryOSDBinaryInjectionStatus, inParameters, options);
  }

  /**
   * Copies the image at `ImagePath` again, with the deployment binaries. Microsoft's page says to call the method only when
   * the product is updated from a release candidate to the release. That page describes an action on one object, but on
   * real classes the method is static (seen).
   */
  static updateDefaultImage(transport: Transport, options?: CallOptions): Promise<Result<MethodResult>> {
    return callMethod(transport, { className }, updateDefaultImage, undefined, options);
  }

  /** Copies the source image again, with the deployment binaries. Otherwise as `updateDefaultImage`. */
  static updateImage(transport: Transport, options?: CallOptions): Promise<Result<MethodResult>> {
    return callMethod(transport, { className }, updateImage, undefined, options);
  }
}
