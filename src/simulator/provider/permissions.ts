import type { ClassDefinition } from "../classes/catalog.js";
import type { Behavior, Account } from "../settings/setting-types.js";
import { itemsOf, textOf } from "../values/json.js";
import { Refusal, notServed } from "../wire/refusal.js";
import type { PackageRecord } from "../state/state.js";

/** Whether the account is allowed to read. */
export function mayRead(account: Account): boolean {
  return account.roles.length > 0;
}

/** Whether the account is allowed to change objects of the class and to call methods that change them. */
export function mayChange(account: Account, { changeableBy }: ClassDefinition): boolean {
  return account.roles.some((role) => role === "Full Administrator" || changeableBy.includes(role));
}

/** Whether the package is in one of the account's scopes. */
export function maySee(account: Account, { properties }: PackageRecord): boolean {
  const { scopes } = account;
  if (scopes === undefined) return true;
  return itemsOf(properties["SecuredScopeNames"]).some((name) => scopes.includes(textOf(name)));
}

/** Refusal of an account that lacks a permission, in the form of `behavior.permission`. */
export function denied(permission: Behavior["permission"]): Refusal {
  if (permission === 403) return new Refusal(403, "The caller is not authorized to perform this operation.");
  if (permission === 404) return notServed("Access denied  WMI QUERY: ");
  return new Refusal(500, "Insufficient rights");
}
