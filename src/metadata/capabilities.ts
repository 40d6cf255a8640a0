import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, MetadataSource, Transport } from "../transport/transport.js";
import { documentedCapabilities } from "./documented-capabilities.js";
import type { Capabilities } from "./offered-methods.js";
import { readMetadata } from "./read-metadata.js";
import { describeFault } from "../xml/xml-reader.js";

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
