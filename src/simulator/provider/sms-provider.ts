import { denied, mayChange, mayRead, maySee } from "./permissions.js";
import type { Account, Behavior, Release } from "../settings/setting-types.js";
import { findClass, type ClassDefinition } from "../classes/catalog.js";
import type { SiteClock } from "../state/clock.js";
import type { ContentScripts } from "../state/content-scripts.js";
import type { DistributionManager } from "../state/distribution-manager.js";
import type { ObjectLocks } from "../state/object-locks.js";
import { noResource, objectNotFound } from "../wire/refusal.js";
import { findRecord, type PackageRecord, type SiteState } from "../state/state.js";

/** The SMS Provider behind the service. Handlers of requests use it. */
export interface SmsProvider {
  readonly release: Release;
  /** Refuses every change, for each account. */
  readonly readOnly: boolean;
  readonly state: SiteState;
  readonly clock: SiteClock;
  readonly scripts: ContentScripts;
  readonly distribution: DistributionManager;
  readonly locks: ObjectLocks;
  /** The settings at this moment. */
  readonly behavior: () => Behavior;
}

/** A request to the provider, with the account that sent it. */
export interface ProviderRequest {
  readonly provider: SmsProvider;
  readonly account: Account;
  /** The URL as sent. */
  readonly url: string;
  /** URL of the `wmi` route, without a slash at the end. */
  readonly serviceRoot: string;
  readonly query: string;
  readonly body: string;
}

/** Finds a class by the name in a URL. The release decides whether the case of the name matters. */
export function classFor({ provider, url }: ProviderRequest, className: string): ClassDefinition {
  const definition = findClass(className, provider.behavior().classNameCase === "insensitive");
  if (definition === undefined || definition.embedded) throw noResource(url);
  return definition;
}

/**
 * Checks that the account is allowed to read.
 *
 * @throws Refusal in the form of `behavior.permission` if not.
 */
export function requireRead({ provider, account }: ProviderRequest): void {
  if (!mayRead(account)) throw denied(provider.behavior().permission);
}

/**
 * Checks that the account is allowed to change objects of a class.
 *
 * @throws Refusal in the form of `behavior.permission` if not.
 */
export function requireChange({ provider, account }: ProviderRequest, definition: ClassDefinition): void {
  if (provider.readOnly || !mayChange(account, definition)) throw denied(provider.behavior().permission);
}

/**
 * Finds a package that a parameter names.
 *
 * @throws Refusal if the package does not exist, or is in none of the security scopes of the account.
 */
export function requirePackage({ provider, account }: ProviderRequest, PackageID: string): PackageRecord {
  const record = findRecord(provider.state, PackageID);
  if (record === undefined || !maySee(account, record)) throw objectNotFound();
  return record;
}
