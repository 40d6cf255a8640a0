/** What the built-in security roles of the simulated site may change, by class. All may read; who edits takes locks. */
export const changeableByRole = {
  "Full Administrator": "everything",
  "Read-only Analyst": [],
  "Application Administrator": [
    "SMS_Package",
    "SMS_ContentPackage",
    "SMS_DeviceSettingPackage",
    "SMS_DistributionPoint",
    "SMS_DistributionPointGroup",
    "SMS_ObjectLock",
  ],
  "Software Update Manager": [
    "SMS_SoftwareUpdatesPackage",
    "SMS_DistributionPoint",
    "SMS_DistributionPointGroup",
    "SMS_ObjectLock",
  ],
  "Operating System Deployment Manager": [
    "SMS_TaskSequencePackage",
    "SMS_BootImagePackage",
    "SMS_ImagePackage",
    "SMS_OperatingSystemInstallPackage",
    "SMS_VhdPackage",
    "SMS_DriverPackage",
    "SMS_DistributionPoint",
    "SMS_DistributionPointGroup",
    "SMS_ObjectLock",
  ],
} as const satisfies Record<string, "everything" | readonly string[]>;

/** A built-in security role: a small choice of the product's own. */
export type SecurityRole = keyof typeof changeableByRole;

/** Names of the roles. */
export const securityRoles = Object.keys(changeableByRole).filter(
  (name): name is SecurityRole => name in changeableByRole,
);
