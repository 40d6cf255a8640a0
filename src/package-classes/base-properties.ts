import { scheduleToken } from "./embedded/schedule-token.js";
import {
  boolean,
  bytes,
  dateTime,
  embedded,
  lazyNotOffered,
  lazyReadwrite,
  packageID,
  read,
  readwrite,
  string,
  strings,
  uint32,
  undocumented,
} from "./model/property.js";

/**
 * The properties that every package class inherits. Where the pages contradict each other, this table follows these facts:
 *
 * - The pages of the derived classes omit `ISVString`, and the page of `SMS_ImagePackage` omits `PackageSize`. Both are
 *   inherited, and real objects have them (seen).
 * - `LocalizedCategoryInstanceNames`, `SecuredScopeNames` and `SedoObjectVersion` are read-only, because the provider
 *   computes them. Some pages of derived classes say Read/Write.
 * - `RefreshSchedule` has no access on the page of the base class and Read/Write on the page of `SMS_Package`.
 * - `PackageID` is `[key]` on the page of the base class and Read or Read/Write on other pages.
 */
export const baseProperties = {
  ActionInProgress: uint32(
    read,
    "Action of the site on the package: a value of ActionInProgress. 1 on every real task sequence seen.",
  ),
  AlternateContentProviders: string(
    lazyReadwrite,
    "XML that configures alternate content providers. Not used for software update packages and driver packages.",
  ),
  Description: string(readwrite, "Description of the package."),
  ExtendedData: bytes(lazyReadwrite, "XML for image deployment, as bytes."),
  ExtendedDataSize: uint32(lazyReadwrite, "Size of ExtendedData in bytes."),
  ForcedDisconnectDelay: uint32(
    readwrite,
    "Minutes to wait before users are disconnected from the share on the distribution point.",
  ),
  ForcedDisconnectEnabled: boolean(
    readwrite,
    "Whether users are disconnected if a share violation blocks an update, refresh or deletion of the source files. Microsoft warns to enable it with care.",
  ),
  ForcedDisconnectNumRetries: uint32(readwrite, "Number of attempts before users are disconnected."),
  Icon: bytes(readwrite, "Content of the icon file that the console shows instead of the standard icon."),
  IconSize: uint32(lazyReadwrite, "Size of Icon in bytes. Writing 0 deletes the icon."),
  IgnoreAddressSchedule: boolean(
    readwrite,
    "Whether the site ignores the schedule of the sender in PreferredAddressType.",
  ),
  ISVData: bytes(lazyReadwrite, "Data of a partner extension."),
  ISVDataSize: uint32(lazyReadwrite, "Size of ISVData in bytes."),
  ISVString: string(readwrite, "Text of a partner extension."),
  Language: string(
    readwrite,
    "Language of the package. The console shows it together with Manufacturer, Name and Version.",
  ),
  LastRefreshTime: dateTime(read, "When the package source was last refreshed on the distribution points."),
  LocalizedCategoryInstanceNames: strings(read, "Localized names of the categories of the package."),
  Manufacturer: string(readwrite, "Publisher of the package."),
  MIFFilename: string(readwrite, "Name of the status MIF file of the package."),
  MIFName: string(
    readwrite,
    "Name in the status MIF file of a program; Microsoft documents the extension .mif. Used if USE_SPECIAL_MIF is set.",
  ),
  MIFPublisher: string(readwrite, "Publisher in the status MIF file. Used if USE_SPECIAL_MIF is set."),
  MIFVersion: string(readwrite, "Version in the status MIF file. Used if USE_SPECIAL_MIF is set."),
  Name: string(readwrite, "Name of the package."),
  NumOfPrograms: uint32(readwrite, "Number of programs of the package."),
  PackageID: packageID(
    "Unique ID of the package, assigned by the site. Programs, advertisements and distribution points refer to it.",
  ),
  PackageSize: uint32(read, "Size of the package. No unit is documented; the console and public scripts use KB."),
  PackageType: uint32(readwrite, "Kind of package: a value of PackageType."),
  PkgFlags: uint32(readwrite, "Special settings of the package: bits of PkgFlags."),
  PkgSourceFlag: uint32(readwrite, "Where the source files come from: a value of PkgSourceFlag."),
  PkgSourcePath: string(readwrite, "Local or UNC path of the folder with the source files of the package."),
  PreferredAddressType: string(
    readwrite,
    "Sender to prefer for copying the source: a value of PreferredAddressType. If empty, the site chooses a sender.",
  ),
  Priority: uint32(readwrite, "Sending priority: a value of Priority."),
  RefreshPkgSourceFlag: boolean(
    lazyNotOffered,
    "Always false when read. Writing true has the effect of RefreshPkgSource without its checks, so update() does not accept it.",
  ),
  RefreshSchedule: embedded(
    scheduleToken,
    lazyReadwrite,
    "When the distribution points receive the source again. At most 15 tokens; only if PkgSourceFlag is STORAGE_DIRECT (2).",
  ),
  SecuredScopeNames: strings(read, "Names of the security scopes that contain the package."),
  SedoObjectVersion: string(
    read,
    "Version of the object. A save fails if the version in the database is another one (optimistic concurrency).",
  ),
  ShareName: string(
    readwrite,
    "Share on the distribution points, with folders if needed; the site creates what is missing. Required if ShareType is SHARE_SPECIFIC.",
  ),
  ShareType: uint32(readwrite, "Kind of share on the distribution points: a value of ShareType."),
  SourceDate: dateTime(read, "When the source files on the distribution points were last updated."),
  SourceSite: string(read, "Site code of the site that owns the package."),
  SourceVersion: uint32(
    read,
    "Source version of the package. It increases after an update of the package or a refresh of its source.",
  ),
  StoredPkgPath: string(
    readwrite,
    "Path of the compressed copy on the site server. The site sets it if PkgSourceFlag is STORAGE_COMPRESS.",
  ),
  StoredPkgVersion: uint32(readwrite, "Version of the compressed copy."),
  Version: string(readwrite, "Version of the package as text, chosen by the administrator."),
  BaseBoardProductID: string(
    undocumented,
    "Mainboard for which the driver package is intended (inferred from the property name).",
  ),
  DriverManufacturer: string(
    undocumented,
    "Manufacturer of the computers for which the driver package is intended (inferred from the property name).",
  ),
  DriverModel: string(
    undocumented,
    "Computer model for which the driver package is intended (inferred from the property name).",
  ),
  DriverOSVersion: string(
    undocumented,
    "Operating system for which the driver package is intended (inferred from the property name).",
  ),
  DriverPkgVersion: string(undocumented, "Version of the driver package (inferred from the property name)."),
  IsVersionCompatible: boolean(
    undocumented,
    "Whether this release of the site can use the package (inferred from the property name).",
  ),
  ObjectPath: string(
    undocumented,
    "Folder of the console that contains the package (inferred from the property name).",
  ),
  PreDownloadRule: string(
    undocumented,
    "Condition for clients to download the content in advance (inferred from the property name).",
  ),
};
