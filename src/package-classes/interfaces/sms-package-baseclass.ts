// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { ScheduleToken, UnreadToken } from "../../schedule/schedule-token.js";

/** Properties of `SMS_PackageBaseclass`. */
export interface SMS_PackageBaseclassProperties {
  /** What the site is doing to the package: a value of ActionInProgress. Always 1 on real task sequences (seen). */
  readonly ActionInProgress?: number;
  /** XML that configures alternate content providers. Software update packages and driver packages do not use it. */
  readonly AlternateContentProviders?: string;
  /** Description of the package. */
  readonly Description?: string;
  /** XML for the deployment of an image, as bytes. */
  readonly ExtendedData?: Uint8Array;
  /** Size of ExtendedData in bytes. */
  readonly ExtendedDataSize?: number;
  /** Minutes that the site waits before it disconnects users from the share on a distribution point. */
  readonly ForcedDisconnectDelay?: number;
  /** Whether the site disconnects users if a share violation blocks an update, refresh or deletion of the source files. Microsoft advises care. */
  readonly ForcedDisconnectEnabled?: boolean;
  /** Number of attempts to disconnect users from the share. */
  readonly ForcedDisconnectNumRetries?: number;
  /** Content of the icon file that the console shows for the package instead of the standard icon. */
  readonly Icon?: Uint8Array;
  /** Size of Icon in bytes. Writing 0 deletes the icon. */
  readonly IconSize?: number;
  /** Whether the site ignores the schedule of the sender in PreferredAddressType. */
  readonly IgnoreAddressSchedule?: boolean;
  /** Data that a partner's extension of ConfigMgr stores with the package. */
  readonly ISVData?: Uint8Array;
  /** Size of ISVData in bytes. */
  readonly ISVDataSize?: number;
  /** Text that a partner's extension of ConfigMgr stores with the package. */
  readonly ISVString?: string;
  /** Language of the package. The console shows it together with Manufacturer, Name and Version. */
  readonly Language?: string;
  /** When the package source was last refreshed on the distribution points. */
  readonly LastRefreshTime?: Date;
  /** Localized names of the categories of the package. */
  readonly LocalizedCategoryInstanceNames?: readonly string[];
  /** Publisher of the package. */
  readonly Manufacturer?: string;
  /** Name of the status MIF file of the package. */
  readonly MIFFilename?: string;
  /** Name in the status MIF file of a program, with the extension .mif (documented). Used if PkgFlags has USE_SPECIAL_MIF. */
  readonly MIFName?: string;
  /** Publisher in the status MIF file of a program. Used if PkgFlags has USE_SPECIAL_MIF. */
  readonly MIFPublisher?: string;
  /** Version in the status MIF file of a program. Used if PkgFlags has USE_SPECIAL_MIF. */
  readonly MIFVersion?: string;
  /** Name of the package. */
  readonly Name?: string;
  /** Number of programs of the package. */
  readonly NumOfPrograms?: number;
  /** Unique ID of the package, assigned by the site. Programs, advertisements and distribution points refer to it. */
  readonly PackageID: string;
  /** Size of the package. Microsoft documents no unit; the console and public scripts use KB (seen). */
  readonly PackageSize?: number;
  /** Kind of package: a value of PackageType. */
  readonly PackageType?: number;
  /** Special settings of the package: bits of PkgFlags. */
  readonly PkgFlags?: number;
  /** Where the source files come from: a value of PkgSourceFlag. */
  readonly PkgSourceFlag?: number;
  /** Local or UNC path of the folder with the source files of the package. */
  readonly PkgSourcePath?: string;
  /** Sender that the site prefers to copy the source: a value of PreferredAddressType. If empty, the site chooses a sender. */
  readonly PreferredAddressType?: string;
  /** Priority with which the site sends the package: a value of Priority. */
  readonly Priority?: number;
  /** Reads always return false. Writing true would refresh the package without the checks of refreshPkgSource, so update() refuses it. */
  readonly RefreshPkgSourceFlag?: boolean;
  /** When the site sends the source to the distribution points again. At most 15 tokens; only if PkgSourceFlag is STORAGE_DIRECT (2). */
  readonly RefreshSchedule?: readonly (ScheduleToken | UnreadToken)[];
  /** Names of the security scopes that contain the package. */
  readonly SecuredScopeNames?: readonly string[];
  /** Version of the package object. A save fails if the site database has another version (optimistic concurrency). */
  readonly SedoObjectVersion?: string;
  /** Name of the share on the distribution points; can contain folders, which the site creates. Required if ShareType is SHARE_SPECIFIC. */
  readonly ShareName?: string;
  /** Kind of share on the distribution points: a value of ShareType. */
  readonly ShareType?: number;
  /** When the source files on the distribution points were last updated. */
  readonly SourceDate?: Date;
  /** Site code of the site that owns the package. */
  readonly SourceSite?: string;
  /** Source version of the package. It increases after an update of the package or a refresh of its source. */
  readonly SourceVersion?: number;
  /** Path of the compressed copy of the source on the site server. The site sets the path if PkgSourceFlag is STORAGE_COMPRESS. */
  readonly StoredPkgPath?: string;
  /** Version of the compressed copy of the source. */
  readonly StoredPkgVersion?: number;
  /** Version of the package as text, chosen by the administrator. */
  readonly Version?: string;
  /** Mainboard for which the driver package is intended (inferred from the name). */
  readonly BaseBoardProductID?: string;
  /** Manufacturer of the computers for which the driver package is intended (inferred from the name). */
  readonly DriverManufacturer?: string;
  /** Computer model for which the driver package is intended (inferred from the name). */
  readonly DriverModel?: string;
  /** Operating system for which the driver package is intended (inferred from the name). */
  readonly DriverOSVersion?: string;
  /** Version of the driver package (inferred from the name). */
  readonly DriverPkgVersion?: string;
  /** Whether this release of the site can use the package (inferred from the name). */
  readonly IsVersionCompatible?: boolean;
  /** Folder of the console that contains the package (inferred from the name). */
  readonly ObjectPath?: string;
  /** Condition for clients to download the content in advance (inferred from the name). */
  readonly PreDownloadRule?: string;
}
