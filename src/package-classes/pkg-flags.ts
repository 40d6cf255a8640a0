/**
 * Bits of `PkgFlags`. Microsoft's page prints bit 23 as 0x0100011, which is not one bit. The library uses the bit number.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export const PkgFlags = {
  /** The content is not encrypted on cloud distribution points. */
  DO_NOT_ENCRYPT_CONTENT_ON_CLOUD: 0x0080_0000,
  /** Branch distribution points do not download the content, because it is pre-staged there. */
  DO_NOT_DOWNLOAD: 0x0100_0000,
  /** Clients keep the content in their cache. */
  PERSIST_IN_CACHE: 0x0200_0000,
  /** Sites and distribution points receive only binary differences. */
  USE_BINARY_DELTA_REP: 0x0400_0000,
  /** The package needs no distribution point. */
  NO_PACKAGE: 0x1000_0000,
  /** The site compares status MIF files with `MIFName`, `MIFPublisher` and `MIFVersion`. */
  USE_SPECIAL_MIF: 0x2000_0000,
  /** The site is allowed to distribute the package to branch distribution points on demand. */
  DISTRIBUTE_ON_DEMAND: 0x4000_0000,
} as const;

/**
 * Bits of `ProgramFlags` of a task sequence package. Microsoft's pages of `SMS_TaskSequencePackage` and `SMS_Program`
 * differ:
 *
 * - DEFAULT_PROGRAM is only on the page of `SMS_Program`, and in the documented default value (0x0910A010).
 * - RUNMINIMIZED and RUNMAXIMIZED have each other's description on the page of `SMS_TaskSequencePackage`.
 * - It is not known which page is correct about COUNTDOWN (shows a dialog, or hides it) and about RUN_DEPENDANT_ALWAYS
 *   (bit 9, or bit 7). The values here are from the page of `SMS_TaskSequencePackage`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export const ProgramFlags = {
  AUTHORIZED_DYNAMIC_INSTALL: 0x0000_0001,
  USE_CUSTOM_PROGRESS_MSG: 0x0000_0002,
  DEFAULT_PROGRAM: 0x0000_0010,
  /** The program is for mobile devices and is not offered to desktops. */
  WINDOWS_CE: 0x0000_0100,
  RUN_DEPENDANT_ALWAYS: 0x0000_0200,
  COUNTDOWN: 0x0000_0400,
  /** The task sequence cannot run. */
  DISABLED: 0x0000_1000,
  UNATTENDED: 0x0000_2000,
  /** Must be 0 on a task sequence. */
  USERCONTEXT: 0x0000_4000,
  ADMINRIGHTS: 0x0000_8000,
  /** Must be 0 on a task sequence. */
  EVERYUSER: 0x0001_0000,
  NOUSERLOGGEDIN: 0x0002_0000,
  /** Must be 0 on a task sequence. */
  OKTOQUIT: 0x0004_0000,
  /** Must be 0 on a task sequence. */
  OKTOREBOOT: 0x0008_0000,
  USEUNCPATH: 0x0010_0000,
  /** Must be 0 on a task sequence. */
  PERSISTCONNECTION: 0x0020_0000,
  /** Must be 0 on a task sequence. */
  RUNMINIMIZED: 0x0040_0000,
  /** Must be 0 on a task sequence. */
  RUNMAXIMIZED: 0x0080_0000,
  HIDEWINDOW: 0x0100_0000,
  /** Must be 0 on a task sequence. */
  OKTOLOGOFF: 0x0200_0000,
  /** The program runs under a specific account. The page of `SMS_Program` calls the bit unused. */
  RUNACCOUNT: 0x0400_0000,
  ANY_PLATFORM: 0x0800_0000,
  STILL_RUNNING: 0x1000_0000,
  /** Must be 0 on a task sequence. */
  SUPPORT_UNINSTALL: 0x2000_0000,
  SHOW_IN_ARP: 0x8000_0000,
} as const;

/**
 * Bits of `TaskSequenceFlags`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export const TaskSequenceFlags = {
  /** A package that the task sequence references does not exist at the site. */
  DANGLING_REF: 0x0000_0001,
} as const;
