import { codeTable } from "./code-table.js";

/**
 * Codes of the ConfigMgr client, without their upper half 0x87D0. No Microsoft page lists these codes, so they have no name. The meanings
 * were seen in two public lists of the client's own messages, which agree. Texts of other lists contradict these two and
 * were not used.
 */
export const clientTable = /* @__PURE__ */ codeTable(
  "",
  `
  0202 - service is shutting down
  0213 - timeout
  0215 - item not found
  0217 - data is corrupt
  0222 - operation was canceled
  0231 - transient error
  0240 - not enough disk space
  0267 - download failed
  0269 - required management point not found
  0271 - component is paused
  0272 - component is disabled
  0276 - restart is required
  027C - configuration item documents download timed out
  027D - hash of downloaded configuration item documents is wrong
  027E - HTTP status code is an error
  0280 - certificate store is empty
  0281 - no certificate matches the selection criteria
  0282 - more than one certificate matches
  0283 - private key is missing
  0287 - signing certificate is missing
  0291 - no task sequence policies are assigned
  0295 - registration certificate is missing or invalid
  0319 - unknown error
  031D - application is deployed to a user but installs only when no user is logged on
  031E - application installs for a user but is deployed to a device
  0321 - script timed out
  0323 - no user is logged on
  0324 - application not detected after installation
  0325 - application still detected after uninstallation
  0326 - deployment metadata of the application not found in WMI
  0327 - script is not signed
  0329 - requirement evaluation or detection of the application failed
  032A - uninstall command line is invalid
  0440 - policy documents are incomplete or missing
  0441 - deployment metadata is not on the client
  0600 - scan tool policy not found
  0601 - scan for updates timed out
  0602 - request for content locations timed out
  0607 - content not found
  0628 - content location is invalid
  0650 - pre-install scan failed
  0651 - post-install scan failed
  0652 - software update policy not found
  0653 - software update download failed
  0654 - software update installation failed
  0656 - updates handler cannot continue
  0664 - updates handler job was canceled
  0665 - no updates to process
  0666 - software updates cannot be installed outside the maintenance window
  0667 - no maintenance window for software updates exists
  0668 - software update still required after its installation
  0669 - content locations of software updates are not available now
  0690 - software update is not applicable
  0691 - software update source not found
  0692 - group policy conflict
  0693 - Windows Update Agent version is too low
  0700 - software update installation is not allowed now
  0701 - software update download is not allowed now
  0702 - assignment policy not found
  0703 - another software update installation is in progress
  0704 - restart is pending
  0708 - software update installation is not required
  070C - software update installation timed out
  070D - software update failed
  0711 - deployment is not active yet
  0712 - restart is required to complete the installation
  0800 - job of the content transfer manager is in an unexpected state
  0807 - path of the package is invalid
  1001 - another software execution is in progress, or a restart is pending
  1004 - program is disabled
  1005 - policy of the program does not exist or is invalid
  1010 - restart is in progress or pending
  1013 - program depends on another program that has not run
  1014 - program cannot run because it requires a user
  1017 - hash in the policy is missing or wrong, or the hash check failed
  1018 - program cannot run because the client is on the internet
  1100 - program failed and might be retried
  1101 - program failed and will not be retried
  1104 - command line of the program is invalid
  1106 - program file or its command line is invalid
  1107 - no program location can be reached; might be retried
  1108 - no program location can be reached; will not be retried
  1200 - content request not found
  1201 - not enough space in the client cache or on the disk
  1202 - content is larger than the client cache
  1203 - client cache is in use
  1204 - no distribution points found for the content
  1210 - content locations cannot be determined
  1250 - restart cannot start because a software installation is in progress
  2002 - software distribution policy of the program not found
  2004 - software distribution policy not found`,
);
