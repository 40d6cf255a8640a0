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
 * The properties that every package class inherits. Microsoft's pages contradict each other about some of them:
 *
 * - The pages of the derived classes omit `ISVString`, and the page of `SMS_ImagePackage` omits `PackageSize`. The
 *   classes inherit both properties, and real objects have them (seen).
 * - `LocalizedCategoryInstanceNames`, `SecuredScopeNames` and `SedoObjectVersion` are read-only, because the provider
 *   computes them, although some pages of derived classes say Read/Write.
 * - `RefreshSchedule` is Read/Write, as on the page of `SMS_Package`; the page of the base class states no access.
 * - `PackageID` is the key, as on the page of the base class; other pages say Read or Read/Write.
 */
export const baseProperties = {
  ActionInProgress: uint32(
    read,
    "What the site is doing to the package: a value of ActionInProgress. Always 1 on real task sequences (seen).",
  ),
  AlternateContentProviders: string(
    lazyReadwrite,
    "XML that configures alternate content providers. Software update packages and driver packages do not use it.",
  ),
  Description: string(readwrite, "Description of the package."),
  ExtendedData: bytes(lazyReadwrite, "XML for the deployment of an image, as bytes."),
  ExtendedDataSize: uint32(lazyReadwrite, "Size of ExtendedData in bytes."),
  ForcedDisconnectDelay: uint32(
    readwrite,
    "Minutes that the site waits before it disconnects users from the share on a distribution point.",
  ),
  ForcedDisconnectEnabled: boolean(
    readwrite,
    "Whether the site disconnects users if a share violation blocks an update, refresh or deletion of the source files. Microsoft advises care.",
  ),
  ForcedDisconnectNumRetries: uint32(readwrite, "Number of attempts to disconnect users from the share."),
  Icon: bytes(
    readwrite,
    "Content of the icon file that the console shows for the package instead of the standard icon.",
  ),
  IconSize: uint32(lazyReadwrite, "Size of Icon in bytes. Writing 0 deletes the icon."),
  IgnoreAddressSchedule: boolean(
    readwrite,
    "Whether the site ignores the schedule of the sender in PreferredAddressType.",
  ),
  ISVData: bytes(lazyReadwrite, "Data that a partner's extension of ConfigMgr stores with the package."),
  ISVDataSize: uint32(lazyReadwrite, "Size of ISVData in bytes."),
  ISVString: string(readwrite, "Text that a partner's extension of ConfigMgr stores with the package."),
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
    "Name in the status MIF file of a program, with the extension .mif (documented). Used if PkgFlags has USE_SPECIAL_MIF.",
  ),
  MIFPublisher: string(
    readwrite,
    "Publisher in the status MIF file of a program. Used if PkgFlags has USE_SPECIAL_MIF.",
  ),
  MIFVersion: string(readwrite, "Version in the status MIF file of a program. Used if PkgFlags has USE_SPECIAL_MIF."),
  Name: string(readwrite, "Name of the package."),
  NumOfPrograms: uint32(readwrite, "Number of programs of the package."),
  PackageID: packageID(
    "Unique ID of the package, assigned by the site. Programs, advertisements and distribution points refer to it.",
  ),
  PackageSize: uint32(
    read,
    "Size of the package. Microsoft documents no unit; the console and public scripts use KB (seen).",
  ),
  PackageType: uint32(readwrite, "Kind of package: a value of PackageType."),
  PkgFlags: uint32(readwrite, "Special settings of the package: bits of PkgFlags."),
  PkgSourceFlag: uint32(readwrite, "Where the source files come from: a value of PkgSourceFlag."),
  PkgSourcePath: string(readwrite, "Local or UNC path of the folder with the source files of the package."),
  PreferredAddressType: string(
    readwrite,
    "Sender that the site prefers to copy the source: a value of PreferredAddressType. If empty, the site chooses a sender.",
  ),
  Priority: uint32(readwrite, "Priority with which the site sends the package: a value of Priority."),
  RefreshPkgSourceFlag: boolean(
    lazyNotOffered,
    "Reads always return false. Writing true would refresh the package without the checks of refreshPkgSource, so update() refuses it.",
  ),
  RefreshSchedule: embedded(
    scheduleToken,
    lazyReadwrite,
    "When the site sends the source to the distribution points again. At most 15 tokens; only if PkgSourceFlag is STORAGE_DIRECT (2).",
  ),
  SecuredScopeNames: strings(read, "Names of the security scopes that contain the package."),
  SedoObjectVersion: string(
    read,
    "Version of the package object. A save fails if the site database has another version (optimistic concurrency).",
  ),
  ShareName: string(
    readwrite,
    "Name of the share on the distribution points; can contain folders, which the site creates. Required if ShareType is SHARE_SPECIFIC.",
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
    "Path of the compressed copy of the source on the site server. The site sets the path if PkgSourceFlag is STORAGE_COMPRESS.",
  ),
  StoredPkgVersion: uint32(readwrite, "Version of the compressed copy of the source."),
  Version: string(readwrite, "Version of the package as text, chosen by the administrator."),
  BaseBoardProductID: string(
    undocumented,
    "Mainboard for which the driver package is intended (inferred from the name).",
  ),
  DriverManufacturer: string(
    undocumented,
    "Manufacturer of the computers for which the driver package is intended (inferred from the name).",
  ),
  DriverModel: string(
    undocumented,
    "Computer model for which the driver package is intended (inferred from the name).",
  ),
  DriverOSVersion: string(
    undocumented,
    "Operating system for which the driver package is intended (inferred from the name).",
  ),
  DriverPkgVersion: string(undocumented, "Version of the driver package (inferred from the name)."),
  IsVersionCompatible: boolean(
    undocumented,
    "Whether this release of the site can use the package (inferred from the name).",
  ),
  ObjectPath: string(undocumented, "Folder of the console that contains the package (inferred from the name)."),
  PreDownloadRule: string(
    undocumented,
    "Condition for clients to download the content in advance (inferred from the name).",
  ),
};
