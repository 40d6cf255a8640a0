/**
 * Which methods each class has. Plain data: read it once for a site and keep it.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export interface Capabilities {
  /**
   * `metadata`: the site says so; what is missing here is not offered there. `documentation`: what Microsoft's pages and
   * public code tell of the package classes; proves nothing of a site.
   */
  readonly source: "metadata" | "documentation";
  /** By class, spelled as the source spells it. */
  readonly classes: Readonly<Record<string, readonly OfferedMethod[]>>;
}

/** A method of a class. */
export interface OfferedMethod {
  /** In the case that the source has it in: documented `GetTsPolicies` is `GetTSPolicies` on a site (seen). */
  readonly methodName: string;
  /** `instance` methods are called on an object, `static` ones on the class: a site answers the other form with 404. */
  readonly kind: "instance" | "static";
}

/**
 * Finds a method of a class. Both names are taken as they are, then without regard to case.
 *
 * @param kind - the kind to prefer where a class has both under one name
 * @returns `undefined` where the class is not known or has no such method
 * @example
 * ```ts
 * import { documentedCapabilities, findMethod } from "configmgr-sdk/sequence";
 *
 * console.log(findMethod(documentedCapabilities, "SMS_TaskSequencePackage", "gettspolicies")?.methodName);
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export function findMethod(
  { classes }: Capabilities,
  className: string,
  methodName: string,
  kind?: OfferedMethod["kind"],
): (OfferedMethod & { readonly className: string }) | undefined {
  const known = findByName(Object.entries(classes), ([name]) => name, className);
  if (known === undefined) return undefined;
  const [spelled, methods] = known;
  const named = (of: readonly OfferedMethod[]) => findByName(of, (method) => method.methodName, methodName);
  const found = named(methods.filter((method) => method.kind === kind)) ?? named(methods);
  return found && { className: spelled, ...found };
}

function findByName<T>(items: readonly T[], nameOf: (item: T) => string, wanted: string): T | undefined {
  const lower = wanted.toLowerCase();
  return items.find((item) => nameOf(item) === wanted) ?? items.find((item) => nameOf(item).toLowerCase() === lower);
}
