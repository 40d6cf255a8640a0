import { denied, mayChange, mayRead, maySee } from "./permissions.js";
import type { Account } from "../settings/seed.js";
import type { Behavior } from "../settings/behavior.js";
import { findClass, type ClassDefinition } from "../classes/catalog.js";
import type { SiteClock } from "../state/clock.js";
import type { ContentScripts } from "../state/content-scripts.js";
import type { DistributionManager } from "../state/distribution-manager.js";
import type { ObjectLocks } from "../state/object-locks.js";
import { noResource, objectNotFound } from "../wire/refusal.js";
import type { Release } from "../settings/release.js";
import { findRecord, type PackageRecord, type SiteState } from "../state/state.js";

/** The SMS Provider behind the service: what the handlers of requests work with. */
export interface SmsProvider {
  readonly release: Release;
  /** Nothing may be changed, whoever asks. */
  readonly readOnly: boolean;
  readonly state: SiteState;
  readonly clock: SiteClock;
  readonly scripts: ContentScripts;
  readonly distribution: DistributionManager;
  readonly locks: ObjectLocks;
  /** As it is turned at this moment. */
  readonly behavior: () => Behavior;
}

/** A request on its way through the handlers: where it goes, and who asks. */
export interface ProviderRequest {
  readonly provider: SmsProvider;
  readonly account: Account;
  /** The whole URL as sent. */
  readonly url: string;
  /** URL of the `wmi` route, without a slash at the end. */
  readonly serviceRoot: string;
  readonly query: string;
  readonly body: string;
}

/** Finds a class that can be asked for, spelled as the release wants it. */
export function classFor({ provider, url }: ProviderRequest, className: string): ClassDefinition {
  const definition = findClass(className, provider.behavior().classNameCase === "insensitive");
  if (definition === undefined || definition.embedded) throw noResource(url);
  return definition;
}

/**
 * Checks that the account may read.
 *
 * @throws Refusal as this site says no.
 */
export function requireRead({ provider, account }: ProviderRequest): void {
  if (!mayRead(account)) throw denied(provider.behavior().permission);
}

/**
 * Checks that the account may change objects of a class.
 *
 * @throws Refusal as this site says no.
 */
export function requireChange({ provider, account }: ProviderRequest, definition: ClassDefinition): void {
  if (provider.readOnly || !mayChange(account, definition)) throw denied(provider.behavior().permission);
}

/**
 * Finds a package that a parameter names.
 *
 * @throws Refusal where there is none, and for one that is in none of the account's scopes.
 */
export function requirePackage({ provider, account }: ProviderRequest, PackageID: string): PackageRecord {
  const record = findRecord(provider.state, PackageID);
  if (record === undefined || !maySee(account, record)) throw objectNotFound();
  return record;
}
