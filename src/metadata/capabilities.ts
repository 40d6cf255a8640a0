import { describeOperation } from "../operation-text.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, MetadataSource, Transport } from "../transport/transport.js";
import { documentedCapabilities } from "./documented-capabilities.js";
import type { Capabilities } from "./offered-methods.js";
import { readMetadata } from "./read-metadata.js";
import { describeFault } from "../xml/xml-reader.js";

const operation = { className: "$metadata" };

/**
 * Reads `$metadata` of the site and returns the methods of each class, with their kind and the case of their names. For a
 * transport without `getMetadata`, it returns {@link documentedCapabilities} and sends no request.
 *
 * @param transport - an `AdminServiceTransport`, or another transport
 * @param options - `signal`; `timeoutMs` in milliseconds. The response has several megabytes, so allow enough time, and
 *   check `maxResponseBytes` of the transport
 * @returns failures: `invalid-response` if the response is not the `$metadata` of an AdminService, otherwise a transport
 *   failure. No failure means that the site does not offer a method. You can use {@link documentedCapabilities} instead.
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
  const response = await transport.getMetadata(options);
  if (!response.ok) return response;
  const read = readMetadata(response.value);
  if ("classes" in read) return succeed({ source: "metadata", classes: read.classes });
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: describeFault(`${describeOperation(operation)}: the response`, read.fault),
    operation,
    advice: "Check baseUrl. A proxy or another service might have responded, or the response is incomplete.",
  });
}
