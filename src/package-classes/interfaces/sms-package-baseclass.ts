// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { ScheduleToken, UnreadToken } from "../../schedule/schedule-token.js";

/** Properties of `SMS_PackageBaseclass`. */
export interface SMS_PackageBaseclassProperties {
  /** Action of the site on the package: a value of ActionInProgress. 1 on every real task sequence seen. */
  readonly ActionInProgress?: number;
  /** XML that configures alternate content providers. Not used for software update packages and driver packages. */
  readonly AlternateContentProviders?: string;
  /** Description of the package. */
  readonly Description?: string;
  /** XML for image deployment, as bytes. */
  readonly ExtendedData?: Uint8Array;
  /** Size of ExtendedData in bytes. */
  readonly ExtendedDataSize?: number;
  /** Minutes to wait before users are disconnected from the share on the distribution point. */
  readonly ForcedDisconnectDelay?: number;
  /** Whether users are disconnected if a share violation blocks an update, refresh or deletion of the source files. Microsoft warns to enable it with care. */
  readonly ForcedDisconnectEnabled?: boolean;
  /** Number of attempts before users are disconnected. */
  readonly ForcedDisconnectNumRetries?: number;
  /** Content of the icon file that the console shows instead of the standard icon. */
  readonly Icon?: Uint8Array;
  /** Size of Icon in bytes. Writing 0 deletes the icon. */
  readonly IconSize?: number;
  /** Whether the site ignores the schedule of the sender in PreferredAddressType. */
  readonly IgnoreAddressSchedule?: boolean;
  /** Data of a partner extension. */
  readonly ISVData?: Uint8Array;
  /** Size of ISVData in bytes. */
  readonly ISVDataSize?: number;
  /** Text of a partner extension. */
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
  /** Name in the status MIF file of a program; Microsoft documents the extension .mif. Used if USE_SPECIAL_MIF is set. */
  readonly MIFName?: string;
  /** Publisher in the status MIF file. Used if USE_SPECIAL_MIF is set. */
  readonly MIFPublisher?: string;
  /** Version in the status MIF file. Used if USE_SPECIAL_MIF is set. */
  readonly MIFVersion?: string;
  /** Name of the package. */
  readonly Name?: string;
  /** Number of programs of the package. */
  readonly NumOfPrograms?: number;
  /** Unique ID of the package, assigned by the site. Programs, advertisements and distribution points refer to it. */
  readonly PackageID: string;
  /** Size of the package. No unit is documented; the console and public scripts use KB. */
  readonly PackageSize?: number;
  /** Kind of package: a value of PackageType. */
  readonly PackageType?: number;
  /** Special settings of the package: bits of PkgFlags. */
  readonly PkgFlags?: number;
  /** Where the source files come from: a value of PkgSourceFlag. */
  readonly PkgSourceFlag?: number;
  /** Local or UNC path of the folder with the source files of the package. */
  readonly PkgSourcePath?: string;
  /** Sender to prefer for copying the source: a value of PreferredAddressType. If empty, the site chooses a sender. */
  readonly PreferredAddressType?: string;
  /** Sending priority: a value of Priority. */
  readonly Priority?: number;
  /** Always false when read. Writing true has the effect of RefreshPkgSource without its checks, so update() does not accept it. */
  readonly RefreshPkgSourceFlag?: boolean;
  /** When the distribution points receive the source again. At most 15 tokens; only if PkgSourceFlag is STORAGE_DIRECT (2). */
  readonly RefreshSchedule?: readonly (ScheduleToken | UnreadToken)[];
  /** Names of the security scopes that contain the package. */
  readonly SecuredScopeNames?: readonly string[];
  /** Version of the object. A save fails if the version in the database is another one (optimistic concurrency). */
  readonly SedoObjectVersion?: string;
  /** Share on the distribution points, with folders if needed; the site creates what is missing. Required if ShareType is SHARE_SPECIFIC. */
  readonly ShareName?: string;
  /** Kind of share on the distribution points: a value of ShareType. */
  readonly ShareType?: number;
  /** When the source files on the distribution points were last updated. */
  readonly SourceDate?: Date;
  /** Site code of the site that owns the package. */
  readonly SourceSite?: string;
  /** Source version of the package. It increases after an update of the package or a refresh of its source. */
  readonly SourceVersion?: number;
  /** Path of the compressed copy on the site server. The site sets it if PkgSourceFlag is STORAGE_COMPRESS. */
  readonly StoredPkgPath?: string;
  /** Version of the compressed copy. */
  readonly StoredPkgVersion?: number;
  /** Version of the package as text, chosen by the administrator. */
  readonly Version?: string;
  /** Mainboard for which the driver package is intended (inferred from the property name). */
  readonly BaseBoardProductID?: string;
  /** Manufacturer of the computers for which the driver package is intended (inferred from the property name). */
  readonly DriverManufacturer?: string;
  /** Computer model for which the driver package is intended (inferred from the property name). */
  readonly DriverModel?: string;
  /** Operating system for which the driver package is intended (inferred from the property name). */
  readonly DriverOSVersion?: string;
  /** Version of the driver package (inferred from the property name). */
  readonly DriverPkgVersion?: string;
  /** Whether this release of the site can use the package (inferred from the property name). */
  readonly IsVersionCompatible?: boolean;
  /** Folder of the console that contains the package (inferred from the property name). */
  readonly ObjectPath?: string;
  /** Condition for clients to download the content in advance (inferred from the property name). */
  readonly PreDownloadRule?: string;
}
