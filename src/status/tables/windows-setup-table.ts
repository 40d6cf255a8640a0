import { codeTable } from "./code-table.js";

/** https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/windows-10-upgrade-resolution-procedures */
export const windowsSetupTable = /* @__PURE__ */ codeTable(
  "MOSETUP_E_",
  `
  C1800118 - WSUS downloaded content that it cannot decrypt, because a key is missing
  C1900100 VERSION_MISMATCH unexpected version of the Setup Platform files
  C1900101 SETUP_PLATFORM Setup rolled back, usually because of an incompatible driver
  C1900103 COMPAT_TIMEOUT compatibility problems were not solved in time
  C1900104 PROCESS_TIMEOUT installation did not complete in time
  C1900106 TERMINATE_PROCESS installation process was ended
  C1900107 CLEANUP_PENDING cleanup of an earlier attempt is pending; restart the computer
  C1900109 COMPAT_TERMINATE installation was ended during the compatibility check
  C190010A UNKNOWN_CMD_LINE command line argument of Setup is unknown
  C190010B INSTALL_IMAGE_NOT_FOUND installation image not found
  C190010C AUTOMATION_INVALID automation information (answer file) is invalid
  C190010D INVALID_CMD_LINE command line argument of Setup is invalid
  C190010E EULA_ACCEPT_REQUIRED license terms must be accepted
  C1900110 EULA_CANCEL user canceled at the license terms
  C1900112 TARGET_DRIVE_NOT_FOUND target drive not found
  C1900113 EULA_DECLINED user declined the license terms
  C190011F PROCESS_CRASHED installation process crashed
  C1900128 MISSING_TASK a required task is missing
  C1900130 INSTALL_HASH_MISSING hash of the installation not found
  C1900131 INSTALL_HASH_MISMATCH hash of the installation does not match
  C19001DF DISK_FULL disk full
  C19001E1 PROCESS_SUSPENDED installation process was suspended
  C19001E2 PREINSTALL_SCRIPT_FAILED a preinstall script failed
  C19001E3 PRECOMMIT_SCRIPT_FAILED a precommit script failed
  C19001E4 FAILURE_SCRIPT_FAILED a failure script failed
  C19001E5 SCRIPT_TIMEOUT a script took too long
  C1900200 COMPAT_SYSREQ_BLOCK system does not meet the minimum requirements of the upgrade
  C1900201 COMPAT_SYSREQ_CANCEL user canceled because of the minimum requirements
  C1900202 COMPAT_DOWNLOADREQ_BLOCK system does not meet the minimum requirements for the download
  C1900204 COMPAT_MIGCHOICE_BLOCK selected migration choice is not possible
  C1900206 COMPAT_DEVICEREQ_BLOCK device scan blocks the upgrade
  C1900208 COMPAT_INSTALLREQ_BLOCK compatibility scan found a problem, such as an incompatible application
  C190020C DOWNLOADDISKSPACE_BLOCK not enough disk space for the download
  C190020E INSTALLDISKSPACE_BLOCK not enough disk space for the installation
  C1900210 COMPAT_SCANONLY compatibility scan found no problems (the scan was the only task)
  C1900211 DOWNLOAD_UNPACK_DISKSPACE_BLOCK not enough disk space to download and unpack the media
  C1900213 NO_OFFER_FOUND no matching offer found
  C1900215 NO_MATCHING_INSTALL_IMAGE no installation image for this system
  C1900216 ROLLBACK_PENDING rollback of the operating system is pending
  C1900401 UA_NO_PACKAGES_TO_DOWNLOAD no packages to download
  C1900403 UA_CORRUPT_PAYLOAD_FILES payload files are corrupt
  C1900404 UA_BOX_NOT_FOUND installation program not found
  C1900405 UA_BOX_CRASHED installation process ended unexpectedly`,
);

/** https://learn.microsoft.com/defender-endpoint/troubleshoot-microsoft-defender-antivirus */
export const defenderTable = /* @__PURE__ */ codeTable(
  "",
  `
  80501004 ERROR_MP_NO_INTERNET_CONN no internet connection
  80508007 ERR_MP_NO_MEMORY not enough memory
  8050800C ERR_MP_BAD_INPUT_DATA problem with the security product or its definitions
  80508018 ERR_MP_SCAN_ABORTED scan did not complete
  80508020 ERR_MP_BAD_CONFIGURATION configuration of the engine is wrong
  80508022 ERR_MP_REBOOT_REQUIRED restart is required to remove a threat
  80508023 ERR_MP_THREAT_NOT_FOUND threat is no longer present, or malware prevents the scan
  80508024 ERR_MP_FULL_SCAN_REQUIRED full scan is required
  80508025 ERR_MP_MANUAL_STEPS_REQUIRED manual steps are required to remove a threat
  80508026 ERR_MP_REMOVE_NOT_SUPPORTED removal from this type of container is not supported
  80508027 ERR_MP_REMOVE_LOW_MEDIUM_DISABLED removal of low and medium threats is disabled
  80508029 ERROR_MP_RESCAN_REQUIRED threat must be scanned again
  80508030 ERROR_MP_CALLISTO_REQUIRED offline scan is required
  80508031 ERROR_MP_PLATFORM_OUTDATED platform version is no longer supported`,
);
