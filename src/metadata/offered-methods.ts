/**
 * The methods of each class. Plain data: read it once for a site and keep it.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export interface Capabilities {
  /**
   * `metadata`: the site declares these methods; a class or method that is missing here is not offered by the site.
   * `documentation`: the methods of package classes in Microsoft's pages and public code; a site can differ.
   */
  readonly source: "metadata" | "documentation";
  /** Methods by class name. Names have the case of the source. */
  readonly classes: Readonly<Record<string, readonly OfferedMethod[]>>;
}

/** A method of a class. */
export interface OfferedMethod {
  /** In the case of the source: the documented `GetTsPolicies` is `GetTSPolicies` on a site (seen). */
  readonly methodName: string;
  /** `instance`: called on an object. `static`: called on the class. A site returns 404 for the wrong form (seen). */
  readonly kind: "instance" | "static";
}

/**
 * Finds a method of a class. Prefers names with the same case, then ignores case.
 *
 * @param kind - the kind to prefer if a class has an instance method and a static method with the same name
 * @returns `undefined` if the class is unknown or does not have the method
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
