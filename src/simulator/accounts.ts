import type { Behavior } from "./behavior.js";
import { itemsOf, textOf } from "./json.js";
import { Refusal, notServed } from "./refusal.js";
import type { PackageRecord } from "./state.js";

/** An account of the site: an administrative user, where it has a role. */
export interface Account {
  /** `DOMAIN\user`, or a user principal name. */
  readonly name: string;
  /** Names of built-in security roles; without one, everything is denied. */
  readonly roles: readonly SecurityRole[];
  /** Names of security scopes; all of them where left out. */
  readonly scopes?: readonly string[] | undefined;
  /** Bearer token that stands for the account. */
  readonly token?: string | undefined;
}

/** What a role may change, by class name. All roles may read. */
const changeable = {
  "Full Administrator": "everything",
  "Read-only Analyst": [],
  "Application Administrator": [
    "SMS_Package",
    "SMS_ContentPackage",
    "SMS_DeviceSettingPackage",
    "SMS_DistributionPoint",
  ],
  "Software Update Manager": ["SMS_SoftwareUpdatesPackage", "SMS_DistributionPoint"],
  "Operating System Deployment Manager": [
    "SMS_TaskSequencePackage",
    "SMS_BootImagePackage",
    "SMS_ImagePackage",
    "SMS_OperatingSystemInstallPackage",
    "SMS_VhdPackage",
    "SMS_DriverPackage",
    "SMS_DistributionPoint",
  ],
} as const satisfies Record<string, "everything" | readonly string[]>;

/** A built-in security role of the simulated site; a small choice of the product's fourteen. */
export type SecurityRole = keyof typeof changeable;

/** Names of the roles. */
export const securityRoles = Object.keys(changeable).filter((name): name is SecurityRole => name in changeable);

/** Whether the account may read at all. */
export function mayRead(account: Account): boolean {
  return account.roles.length > 0;
}

/** Whether the account may change objects of the class and call methods that do. */
export function mayChange(account: Account, className: string): boolean {
  return account.roles.some((role) => {
    const classes: "everything" | readonly string[] = changeable[role];
    return classes === "everything" || classes.includes(className);
  });
}

/** Whether the package is in one of the account's scopes. */
export function maySee(account: Account, { properties }: PackageRecord): boolean {
  const { scopes } = account;
  if (scopes === undefined) return true;
  return itemsOf(properties["SecuredScopeNames"]).some((name) => scopes.includes(textOf(name)));
}

/** What a site says to somebody without the right to something. */
export function denied(permission: Behavior["permission"]): Refusal {
  if (permission === 403) return new Refusal(403, "The caller is not authorized to perform this operation.");
  if (permission === 404) return notServed("Access denied  WMI QUERY: ");
  return new Refusal(500, "Insufficient rights");
}
