import { describeOperation } from "../operation-text.js";
import { failedOperation } from "../operations/site/run-method.js";
import { fail, type Failed } from "../result.js";
import type { MethodCall, Transport } from "../transport/transport.js";
import { findMethod, type Capabilities } from "./offered-methods.js";

/**
 * Returns a transport that uses the site's case for the names of classes and methods. A call of a method that the site does
 * not offer fails with `unsupported`, and no request is sent. Reads and writes are unchanged.
 *
 * A call also fails with `unsupported` if the site declares a static method as an instance method or the other way round,
 * because it is unknown which parameter would then contain the object. With {@link documentedCapabilities}, only the case
 * of names is corrected and no call is refused, because a site can differ.
 *
 * @param transport - the transport that sends the calls
 * @param offered - the methods of the site, from {@link capabilities}
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
        ? unsupported(call, "the site does not offer the method")
        : unsupported(
            call,
            `the method is ${found.kind === "static" ? "a static" : "an instance"} method at this site`,
          );
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
  const operation = failedOperation(call);
  return fail({
    kind: "unsupported",
    execution: "not-executed",
    message: `${describeOperation(operation)}: ${why}, according to its $metadata; the library did not send the call`,
    operation,
    advice: "Check the release of the site, and whether this SMS Provider has the same release.",
  });
}
