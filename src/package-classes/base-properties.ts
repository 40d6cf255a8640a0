import { scheduleToken } from "./embedded.js";
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
} from "./property.js";

/**
 * The properties that every package class inherits.
 *
 * Settled where the pages contradict each other: `ISVString` is missing from the pages of the derived classes, and
 * `PackageSize` from that of `SMS_ImagePackage`, yet both are inherited and on real instances (seen);
 * `LocalizedCategoryInstanceNames`, `SecuredScopeNames` and `SedoObjectVersion` are read-only, as here, and not
 * Read/Write as on some derived pages, since the provider computes them; `RefreshSchedule` has no access on the base
 * page and is Read/Write on that of `SMS_Package`; `PackageID` is `[key]` here and Read or Read/Write elsewhere.
 */
export const baseProperties = {
  ActionInProgress: uint32(read, "What the site is doing to the package at this moment."),
  AlternateContentProviders: string(
    lazyReadwrite,
    "XML that configures alternate content providers; has no meaning for software update packages and driver packages.",
  ),
  Description: string(readwrite, "Free-text long description of the package."),
  ExtendedData: bytes(lazyReadwrite, "XML blob (as bytes) used for image deployment."),
  ExtendedDataSize: uint32(lazyReadwrite, "Byte size of ExtendedData."),
  ForcedDisconnectDelay: uint32(readwrite, "Minutes to wait before users are forced off the distribution point share."),
  ForcedDisconnectEnabled: boolean(
    readwrite,
    "Whether users are forced off the share when a share violation blocks an update, refresh or delete of the source files; the docs warn to enable it with care.",
  ),
  ForcedDisconnectNumRetries: uint32(readwrite, "How many forced disconnect attempts are made."),
  Icon: bytes(readwrite, "Optional icon file content (bytes) shown in the console instead of the stock package icon."),
  IconSize: uint32(lazyReadwrite, "Byte size of Icon; writing 0 clears the icon."),
  IgnoreAddressSchedule: boolean(
    readwrite,
    "Whether the schedule of the sender named by PreferredAddressType is ignored.",
  ),
  ISVData: bytes(lazyReadwrite, "Partner extension data (bytes)."),
  ISVDataSize: uint32(lazyReadwrite, "Byte size of ISVData."),
  ISVString: string(readwrite, "Partner extension string."),
  Language: string(
    readwrite,
    "Package language; together with Manufacturer, Name and Version it identifies the package in the console.",
  ),
  LastRefreshTime: dateTime(read, "When the package source was last refreshed on its distribution points."),
  LocalizedCategoryInstanceNames: strings(read, "Localized names of the categories the object belongs to."),
  Manufacturer: string(readwrite, "Publisher of the package."),
  MIFFilename: string(readwrite, "File name of the MIF that carries the package status."),
  MIFName: string(
    readwrite,
    "Name inside the MIF that carries the program status; the docs say its extension must be .mif. Used for matching when USE_SPECIAL_MIF is set.",
  ),
  MIFPublisher: string(readwrite, "Publisher name matched in the MIF."),
  MIFVersion: string(readwrite, "Version matched in the MIF."),
  Name: string(readwrite, "Package name."),
  NumOfPrograms: uint32(readwrite, "How many programs the package has."),
  PackageID: packageID(
    "Auto-generated unique ID that ties programs, advertisements and distribution points to the package.",
  ),
  PackageSize: uint32(read, "Package size (the docs give no unit; the console and public scripts treat it as KB)."),
  PackageType: uint32(readwrite, "Kind of package."),
  PkgFlags: uint32(readwrite, "Bit field of special package behaviours."),
  PkgSourceFlag: uint32(readwrite, "How the source files are obtained."),
  PkgSourcePath: string(readwrite, "Local or UNC folder holding every file the package needs."),
  PreferredAddressType: string(readwrite, "Sender to prefer when the source is copied; when empty the site picks one."),
  Priority: uint32(readwrite, "Sending priority; the docs refer to the Priority values of SMS_Advertisement."),
  RefreshPkgSourceFlag: boolean(
    lazyNotOffered,
    "Always reads false. Writing true does what RefreshPkgSource does, past all its checks, so update() does not take it.",
  ),
  RefreshSchedule: embedded(
    "SMS_ScheduleToken",
    scheduleToken,
    lazyReadwrite,
    "When the points get the source again: 15 tokens at most, only where PkgSourceFlag is STORAGE_DIRECT (2).",
  ),
  SecuredScopeNames: strings(read, "Names of the security scopes the package is in."),
  SedoObjectVersion: string(
    read,
    "Version stamp compared with the database on save; a mismatch makes the save fail (optimistic concurrency).",
  ),
  ShareName: string(
    readwrite,
    "Share (folders allowed, created when missing) used on distribution points; mandatory when ShareType is SHARE_SPECIFIC.",
  ),
  ShareType: uint32(readwrite, "Kind of distribution point share."),
  SourceDate: dateTime(read, "When the source files on the distribution points were last updated."),
  SourceSite: string(read, "Site code of the site that owns the package (where it was created)."),
  SourceVersion: uint32(
    read,
    "Version of the package at the site; grows when the package is updated or its source refreshed.",
  ),
  StoredPkgPath: string(
    readwrite,
    "Path of the compressed copy on the site server; filled by the site when PkgSourceFlag is STORAGE_COMPRESS.",
  ),
  StoredPkgVersion: uint32(readwrite, "Version of the compressed copy."),
  Version: string(readwrite, "Package version text."),
  BaseBoardProductID: string(undocumented, "By its name, the board that a driver package is for."),
  DriverManufacturer: string(undocumented, "By its name, the maker of the computers that a driver package is for."),
  DriverModel: string(undocumented, "By its name, the model that a driver package is for."),
  DriverOSVersion: string(undocumented, "By its name, the operating system that a driver package is for."),
  DriverPkgVersion: string(undocumented, "By its name, the version of a driver package."),
  IsVersionCompatible: boolean(undocumented, "By its name, whether this release of the site can handle the package."),
  ObjectPath: string(undocumented, "Folder of the console that holds the package."),
  PreDownloadRule: string(
    undocumented,
    "By its name, the condition under which clients download the content in advance.",
  ),
};
