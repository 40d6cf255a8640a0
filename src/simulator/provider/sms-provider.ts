import type { Account } from "../settings/setting-types.js";
import { findClass, type ClassDefinition } from "../classes/catalog.js";
import type { DistributionManager } from "../state/distribution-manager.js";
import type { ObjectLocks } from "../state/object-locks.js";
import { Refusal, noResource, status404, objectNotFound } from "../wire/refusal.js";
import { itemsOf, textOf } from "../values/json.js";
import { findRecord, type PackageRecord, type SiteState } from "../state/state.js";

/** The simulated SMS Provider: the state of the site, and the components that change it. */
export interface SmsProvider {
  /** Whether each request that changes something is refused, whatever the account. */
  readonly readOnly: boolean;
  readonly state: SiteState;
  readonly distribution: DistributionManager;
  readonly locks: ObjectLocks;
}

/** An authenticated request to the simulated SMS Provider. */
export interface ProviderRequest {
  readonly provider: SmsProvider;
  readonly account: Account;
  /** URL exactly as sent, not decoded. */
  readonly url: string;
  /** URL of the `wmi` route, without a slash at the end. */
  readonly serviceRoot: string;
  readonly query: string;
  readonly body: string;
}

/** Whether the account is allowed to read: it needs at least one security role. */
export function mayRead(account: Account): boolean {
  return account.roles.length > 0;
}

/** Whether the account is allowed to see the package: one of its security scopes must contain the package. */
export function maySee(account: Account, { properties }: PackageRecord): boolean {
  const { scopes } = account;
  if (scopes === undefined) return true;
  return itemsOf(properties["SecuredScopeNames"]).some((name) => scopes.includes(textOf(name)));
}

function denied({ provider }: ProviderRequest): Refusal {
  const { permission } = provider.state.behavior;
  if (permission === 403) return new Refusal(403, "The caller is not authorized to perform this operation.");
  if (permission === 404) return status404("Access denied  WMI QUERY: ");
  return new Refusal(500, "Insufficient rights");
}

/** Finds the class that a URL names. `behavior.classNameCase` decides whether the case of the name matters. */
export function classFor({ provider, url }: ProviderRequest, className: string): ClassDefinition {
  const definition = findClass(className, provider.state.behavior.classNameCase === "insensitive");
  if (definition === undefined || definition.embedded) throw noResource(url);
  return definition;
}

/**
 * Checks that the account is allowed to read.
 *
 * @throws Refusal if the account has no security role. `behavior.permission` sets its status.
 */
export function requireRead(request: ProviderRequest): void {
  if (!mayRead(request.account)) throw denied(request);
}

/**
 * Checks that the account is allowed to change objects of a class.
 *
 * @throws Refusal if no security role of the account can change them, or the site is read-only. `behavior.permission` sets
 *   its status.
 */
export function requireChange(request: ProviderRequest, { changeableBy }: ClassDefinition): void {
  const { provider, account } = request;
  const hasRole = account.roles.some((role) => role === "Full Administrator" || changeableBy.includes(role));
  if (provider.readOnly || !hasRole) throw denied(request);
}

/**
 * Finds the package with a PackageID from a method parameter.
 *
 * @throws Refusal if the package does not exist, or if no security scope of the account contains it.
 */
export function requirePackage({ provider, account }: ProviderRequest, PackageID: string): PackageRecord {
  const record = findRecord(provider.state, PackageID);
  if (record === undefined || !maySee(account, record)) throw objectNotFound();
  return record;
}
