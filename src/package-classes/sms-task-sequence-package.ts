import type { AcknowledgedRefreshOptions, RefreshOutcome } from "../operations/refresh-pkg-source.js";
import type { Result } from "../result.js";
import type { CallOptions, Transport, WmiObject } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import { scheduleToken } from "./embedded/schedule-token.js";
import { osDetails } from "./embedded/sms-os-details.js";
import { taskSequenceReference } from "./embedded/sms-task-sequence-reference.js";
import type { SMS_TaskSequencePackageProperties } from "./interfaces/sms-task-sequence-package.js";
import { callMethod, type MethodResult } from "./model/method.js";
import type { PackageInstance } from "./model/method-parameters.js";
import { Package } from "./model/package-class.js";
import {
  boolean,
  embedded,
  lazyNotOffered,
  lazyRead,
  lazyReadwrite,
  read,
  readwrite,
  string,
  uint32,
  undocumented,
  type PropertyTable,
} from "./model/property.js";
import { schemaOf, type PackageSchema } from "./model/row-schema.js";
import * as methods from "./task-sequence-methods.js";
import type { FoundPackages, Policies, PolicyParameters } from "./task-sequence-method-types.js";

const className = "SMS_TaskSequencePackage" as const;

const properties = {
  ...baseProperties,
  BootImageID: string(lazyReadwrite, "PackageID of the boot image that the task sequence uses."),
  Category: string(lazyReadwrite, "Category: a text by which the console groups task sequences."),
  CustomProgressMsg: string(lazyReadwrite, "Text that the client shows as progress of the task sequence."),
  DependentProgram: string(
    lazyReadwrite,
    "Program that runs before the task sequence, in the form <PackageID>;;<ProgramName>.",
  ),
  Duration: uint32(readwrite, "Estimated running time of the task sequence in minutes."),
  ProgramFlags: uint32(readwrite, "Settings of the program that represents the task sequence: bits of ProgramFlags."),
  References: embedded(
    taskSequenceReference,
    lazyRead,
    "Packages and applications that the steps use, and the boot image. SetSequence computes them.",
  ),
  ReferencesCount: uint32(
    read,
    "Number of items of References. Not reliable: 0 on task sequences that have references (seen).",
  ),
  RefreshSchedule: embedded(
    scheduleToken,
    lazyNotOffered,
    "When the site sends the source to the distribution points again. A refresh makes a task sequence unusable, so update() refuses it.",
  ),
  Reserved: string(
    lazyNotOffered,
    "Reserved for the provider. Microsoft says not to change it, so update() refuses it.",
  ),
  Sequence: string(lazyRead, "The task sequence as XML. Only SetSequence changes it."),
  SupportedOperatingSystems: embedded(
    osDetails,
    lazyReadwrite,
    "Platforms on which the task sequence is allowed to run. Not used if ProgramFlags has ANY_PLATFORM.",
  ),
  TaskSequenceFlags: uint32(lazyReadwrite, "State of the task sequence: bits of TaskSequenceFlags."),
  Type: uint32(lazyRead, "Kind of the task sequence: a value of Type."),
  CustomHighImpactHeadline: string(undocumented, "Headline of the high-impact warning (inferred from the name)."),
  CustomHighImpactSet: uint32(
    undocumented,
    "Whether the high-impact warning has custom texts (inferred from the name).",
  ),
  CustomHighImpactWarning: string(undocumented, "Text of the high-impact warning (inferred from the name)."),
  CustomHighImpactWarningInstall: string(
    undocumented,
    "Text of the high-impact warning during the installation (inferred from the name).",
  ),
  CustomHighImpactWarningTop: string(undocumented, "First text of the high-impact warning (inferred from the name)."),
  EstimatedDownloadSizeMB: uint32(
    undocumented,
    "Size of the download of a client in megabytes (inferred from the name).",
  ),
  EstimatedRunTimeMinutes: uint32(
    undocumented,
    "Estimated running time of the task sequence in minutes (inferred from the name).",
  ),
  HighImpactTaskSequence: uint32(undocumented, "Whether users see the high-impact warning (inferred from the name)."),
  LocalizedTaskSequenceDescription: string(
    undocumented,
    "Description of the task sequence for users (inferred from the name).",
  ),
  LocalizedTaskSequenceName: string(undocumented, "Name of the task sequence for users (inferred from the name)."),
  RestartRequired: uint32(undocumented, "Whether users are warned of a restart (inferred from the name)."),
  // Seen in one export of 2024, on this class. It is not known whether other classes have it.
  SourceSize: uint32(undocumented, "Size of the source of the task sequence (inferred from the name)."),
  TsEnabled: boolean(undocumented, "Whether the task sequence is enabled (inferred from the name)."),
} satisfies PropertyTable<typeof className>;

export interface SMS_TaskSequencePackage extends SMS_TaskSequencePackageProperties {}

/**
 * A task sequence (`PackageType` 4): the 57 documented properties, and other properties that real objects have.
 *
 * **Caution:** Microsoft documents that `refreshPkgSource` makes a task sequence unusable. Refresh the packages that it
 * references instead.
 *
 * `SMS_TaskSequencePackage` derives from `SMS_PackageBaseclass` (documented, seen), although a how-to of Microsoft says
 * `SMS_Package`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export class SMS_TaskSequencePackage extends Package {
  static override readonly className = className;
  static override readonly schema: PackageSchema<SMS_TaskSequencePackageProperties> =
    /* @__PURE__ */ schemaOf<typeof className>(properties);
  override readonly className = className;

  /**
   * **Caution:** Microsoft documents that this call makes the task sequence unusable, so the call requires
   * `acknowledgeInoperable: true`. Use `refreshReferencedPackages` instead: it refreshes the referenced packages.
   *
   * @param options - the acknowledgement, and the options of `refreshPkgSource`
   * @returns `accepted` (queued, nothing is copied yet) or `observed`. Failures: those of
   *   `refreshPkgSource`; `not-acknowledged` if JavaScript omits the acknowledgement
   */
  override refreshPkgSource(options: AcknowledgedRefreshOptions): Promise<Result<RefreshOutcome>> {
    return super.refreshPkgSource(options);
  }

  /**
   * Finds the packages of a task sequence whose content is on no share from which the task sequence can run. The method
   * returns UInt32, which Microsoft's page does not explain; the library treats 0 as success (inferred).
   */
  static checkReferencesShareType(
    transport: Transport,
    inParameters: { PackageID: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult<FoundPackages & { readonly CanRunFromDP?: boolean }>>> {
    return callMethod(transport, { className }, methods.checkReferencesShareType, inParameters, options);
  }

  /**
   * Returns every client configuration policy of the site. **The policies contain secrets**, such as network access
   * accounts: keep them out of logs.
   */
  static getClientConfigPolicies(transport: Transport, options?: CallOptions): Promise<Result<MethodResult<Policies>>> {
    return callMethod(transport, { className }, methods.getClientConfigPolicies, undefined, options);
  }

  /** Returns the hash of one content item. Microsoft does not document the values of `HashAlgID`. */
  static getContentHash(
    transport: Transport,
    inParameters: { ContentID: number; HashAlgID: number },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly Hash?: string }>>> {
    return callMethod(transport, { className }, methods.getContentHash, inParameters, options);
  }

  /** Returns the hash of one version of a package, computed with the default algorithm. */
  static getPackageDefaultHash(
    transport: Transport,
    inParameters: { PackageID: string; SourceVersion: number },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly Hash?: string }>>> {
    return callMethod(transport, { className }, methods.getPackageDefaultHash, inParameters, options);
  }

  /** Returns the hash of one version of a package. `HashVersion` is the algorithm of the hash: 1 MD5, 2 SHA-1. */
  static getPackageHash(
    transport: Transport,
    inParameters: { PackageID: string; SourceVersion: number },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly Hash?: string; readonly HashVersion?: number }>>> {
    return callMethod(transport, { className }, methods.getPackageHash, inParameters, options);
  }

  /**
   * Converts the XML of a task sequence package to `SMS_TaskSequence` objects. The XML itself is the property `Sequence`.
   *
   * @param inParameters - the package: a complete object, or data with its `__CLASS`
   */
  static getSequence(
    transport: Transport,
    inParameters: { TaskSequencePackage: WmiObject | PackageInstance },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly TaskSequence?: WmiObject }>>> {
    return callMethod(transport, { className }, methods.getSequence, inParameters, options);
  }

  /**
   * Returns the policies of a task sequence and of the packages that it references, for an advertisement that does not have
   * to exist. **The policies contain secrets.** Requires the permission to create media other than stand-alone media.
   */
  static getTsPolicies(
    transport: Transport,
    inParameters: PolicyParameters,
    options?: CallOptions,
  ): Promise<Result<MethodResult<Policies>>> {
    return callMethod(transport, { className }, methods.getTsPolicies, inParameters, options);
  }

  /** Like `getTsPolicies`, but requires the permission to create stand-alone media. **The policies contain secrets.** */
  static getTsPoliciesSaMedia(
    transport: Transport,
    inParameters: PolicyParameters,
    options?: CallOptions,
  ): Promise<Result<MethodResult<Policies>>> {
    return callMethod(transport, { className }, methods.getTsPoliciesSaMedia, inParameters, options);
  }

  /** Lists the task sequences that use a driver category. `CategoryUniqueId` has at most 512 characters. */
  static getTSRelatedToDriverCategory(
    transport: Transport,
    inParameters: { CategoryUniqueId: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult<FoundPackages>>> {
    return callMethod(transport, { className }, methods.getTSRelatedToDriverCategory, inParameters, options);
  }

  /** Converts the XML of an exported task sequence to `SMS_TaskSequence` objects. The site stores nothing. */
  static importSequence(
    transport: Transport,
    inParameters: { SequenceXML: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly TaskSequence?: WmiObject }>>> {
    return callMethod(transport, { className }, methods.importSequence, inParameters, options);
  }

  /**
   * Stores the steps in a new or existing task sequence package and saves the package, so `update` is not needed. The site
   * computes `References` and `Type` again.
   *
   * @param inParameters - the package (a complete object, or data with its `__CLASS`) and an `SMS_TaskSequence` object
   * @returns `SavedTaskSequencePackagePath` is the path of the saved package
   */
  static setSequence(
    transport: Transport,
    inParameters: {
      TaskSequencePackage: WmiObject | PackageInstance;
      TaskSequence: WmiObject | PackageInstance;
    },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly SavedTaskSequencePackagePath?: string }>>> {
    return callMethod(transport, { className }, methods.setSequence, inParameters, options);
  }
}
