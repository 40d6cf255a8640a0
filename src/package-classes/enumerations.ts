/**
 * Values of `PackageType`. The values are from Microsoft's page of the base class, the names from the page of
 * `SMS_PackageStatusDistPointsSummarizer`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export const PackageType = {
  PKG_TYPE_REGULAR: 0,
  PKG_TYPE_DRIVER: 3,
  PKG_TYPE_TASK_SEQUENCE: 4,
  PKG_TYPE_SWUPDATES: 5,
  PKG_TYPE_DEVICE_SETTING: 6,
  PKG_TYPE_VIRTUAL_APP: 7,
  PKG_CONTENT_PACKAGE: 8,
  PKG_TYPE_IMAGE: 257,
  PKG_TYPE_BOOTIMAGE: 258,
  PKG_TYPE_OSINSTALLIMAGE: 259,
} as const;

/** Values of `PkgSourceFlag`: where the source files come from. */
export const PkgSourceFlag = {
  STORAGE_NEEDS_SPECIFYING: 0,
  STORAGE_NO_SOURCE: 1,
  /** The site reads the files from `PkgSourcePath`. */
  STORAGE_DIRECT: 2,
  /** Obsolete: the site stores a compressed copy of the source. */
  STORAGE_COMPRESS: 3,
  STORAGE_LOCAL: 4,
} as const;

/** Values of `ShareType`: the common share of a distribution point, or the share in `ShareName`. */
export const ShareType = { SHARE_COMMON: 1, SHARE_SPECIFIC: 2 } as const;

/**
 * Values of `Priority`, from Microsoft's page of `SMS_Advertisement`: the page of the base class refers to that page.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_advertisement-server-wmi-class
 */
export const Priority = { HIGH: 1, NORMAL: 2, LOW: 3 } as const;

/** Values of `ActionInProgress`. Do not use the property to check whether a package is busy: it was UPDATE on every real task sequence (seen). */
export const ActionInProgress = { NONE: 0, UPDATE: 1, ADD: 2, DELETE: 3 } as const;

/** Values of `Type` of a task sequence package. Microsoft's page has only descriptions; the library chose the names. */
export const Type = {
  GENERIC: 1,
  /** The task sequence deploys an operating system. */
  OSD: 2,
} as const;

/** Values of `PreferredAddressType`. Microsoft's page spells ADR_LAN with one D, so the library does too. */
export const PreferredAddressType = {
  ADDR_NONE: "",
  ADR_LAN: "MS_LAN",
  ADDR_MAPI: "MS_MAPI",
  ADDR_RAS_ASYNC: "MS_ASYNC_RAS",
  ADDR_RAS_ISDN: "MS_ISDN_RAS",
  ADDR_RAS_X25: "MS_X25_RAS",
  ADDR_RAS_SNA: "MS_SNA_RAS",
  ADDR_SNA_BATCH: "MS_BATCH_SNA",
  ADDR_SNA_INTER: "MS_INTER_SNA",
  ADDR_COURIER: "MS_COURIER",
} as const;

/**
 * Values of `TransformReadiness` of `SMS_Package`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_package-server-wmi-class
 */
export const TransformReadiness = {
  Unknown: 0,
  NotApplicable: 1,
  NotReady: 2,
  Ready: 3,
  Transformed: 4,
  Error: 5,
} as const;

/** Values of `DefaultImageFlags` of `SMS_Package`: USMT for the package of the user state migration tool, 0 for every other package. */
export const DefaultImageFlags = { USMT: 2 } as const;
