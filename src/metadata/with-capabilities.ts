import { failedOperation } from "../operations/site/run-method.js";
import { fail, type Failed } from "../result.js";
import type { MethodCall, Transport } from "../transport/transport.js";
import { findMethod, type Capabilities } from "./offered-methods.js";

/**
 * A transport that calls methods as the site has them: the names of class and method in its case, and nothing that it does
 * not offer, which comes back as `unsupported` without a request. Reads and writes go through as they are.
 *
 * A method that is of another kind at the site is refused as well: which parameter names the object then is not known.
 * {@link documentedCapabilities} correct the case alone, since they prove nothing of a site.
 *
 * @param transport - carries the calls
 * @param offered - from {@link capabilities}
 * @example
 * ```ts
 * import { orThrow, refreshPkgSource, type AdminServiceTransport } from "configmgr-sdk";
 * import { capabilities, withCapabilities } from "configmgr-sdk/sequence";
 *
 * export async function refresh(transport: AdminServiceTransport) {
 *   const checked = withCapabilities(transport, orThrow(await capabilities(transport)));
 *   return refreshPkgSource(checked, { className: "SMS_Package", PackageID: "P0100012" });
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/usage
 */
export function withCapabilities(transport: Transport, offered: Capabilities): Transport {
  return {
    getObject: (path, options) => transport.getObject(path, options),
    execQuery: (query, options) => transport.execQuery(query, options),
    putInstance: (path, changes, options) => transport.putInstance(path, changes, options),
    async execMethod(call, options) {
      const kind = call.path === undefined ? "static" : "instance";
      const found = findMethod(offered, call.className, call.methodName, kind);
      if (found?.kind === kind) return await transport.execMethod(respelled(call, found), options);
      if (offered.source === "documentation") return await transport.execMethod(call, options);
      return found === undefined
        ? unsupported(call, "is not offered by this site")
        : unsupported(call, `is ${found.kind === "static" ? "a static" : "an instance"} method on this site`);
    },
  };
}

function respelled(
  call: MethodCall,
  { className, methodName }: Pick<MethodCall, "className" | "methodName">,
): MethodCall {
  const { path } = call;
  return { ...call, className, methodName, ...(path !== undefined && { path: { ...path, className } }) };
}

function unsupported(call: MethodCall, why: string): Failed {
  return fail({
    kind: "unsupported",
    execution: "not-executed",
    message: `${call.className}.${call.methodName} ${why}, says its $metadata; it was not called`,
    operation: failedOperation(call),
    advice: "Look at the release of the site, and whether the SMS Provider that was asked is up to date.",
  });
}
