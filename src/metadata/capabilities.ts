import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, MetadataSource, Transport } from "../transport/transport.js";
import { documentedCapabilities } from "./documented-capabilities.js";
import { readMetadata } from "./read-metadata.js";
import { describeFault } from "../xml/xml-reader.js";

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
 * Reads the site's `$metadata`, once, and tells which methods each class offers, of which kind, and in which case. A
 * transport that can't read `$metadata` gives {@link documentedCapabilities}.
 *
 * @param transport - an `AdminServiceTransport`, or any other one; with a `getMetadata` to ask the site
 * @param options - `signal`; `timeoutMs` in milliseconds. The answer has megabytes: give it time, and mind the transport's
 *   `maxResponseBytes`
 * @returns failures: `invalid-response` where the answer is not the `$metadata` of an AdminService, otherwise what the
 *   transport met. None of them means that the site lacks anything; {@link documentedCapabilities} may do instead.
 * @example
 * ```ts
 * import type { AdminServiceTransport } from "configmgr-sdk";
 * import { capabilities, findMethod } from "configmgr-sdk/sequence";
 *
 * export async function canRefresh(transport: AdminServiceTransport): Promise<boolean | undefined> {
 *   const read = await capabilities(transport);
 *   if (!read.ok) return undefined;
 *   return findMethod(read.value, "SMS_DriverPackage", "RefreshPkgSource")?.kind === "instance";
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export async function capabilities(
  transport: MetadataSource | Transport,
  options?: CallOptions,
): Promise<Result<Capabilities>> {
  if (!("getMetadata" in transport)) return succeed(documentedCapabilities);
  const answer = await transport.getMetadata(options);
  if (!answer.ok) return answer;
  const read = readMetadata(answer.value);
  if ("classes" in read) return succeed({ source: "metadata", classes: read.classes });
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: describeFault("The site's $metadata", read.fault),
    operation: { className: "$metadata" },
    advice: "Check baseUrl: something else than an AdminService may have answered, or the answer was cut off.",
  });
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
