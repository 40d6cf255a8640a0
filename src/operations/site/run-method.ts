import type { OperationInfo } from "../../failure.js";
import { fail, succeed, type Result } from "../../result.js";
import { decodeProviderStatus } from "../../status/provider-status.js";
import type { CallOptions, MethodCall, MethodOutput, Transport } from "../../transport/transport.js";

/**
 * Runs a method and turns a return value other than 0 into `method-failed`: the provider documents 0 as success and
 * nothing more.
 */
export async function runMethod(
  transport: Transport,
  call: MethodCall,
  options?: CallOptions,
): Promise<Result<MethodOutput>> {
  const result = await transport.execMethod(call, options);
  if (!result.ok) return result;
  const { returnValue } = result.value;
  if (returnValue === undefined || returnValue === 0) return succeed(result.value);

  const status = decodeProviderStatus(returnValue);
  return fail({
    kind: "method-failed",
    execution: "executed",
    message: `${call.className}.${call.methodName} returned ${returnValue} (${status.hex}${status.message === undefined ? "" : `: ${status.message}`})`,
    operation: failedOperation(call),
    advice: status.advice ?? "SMSProv.log on the server of the SMS Provider holds the details.",
    returnValue,
    status,
  });
}

/** What a failure says of the method call that it belongs to. */
export function failedOperation(call: MethodCall): OperationInfo {
  const PackageID = call.path?.keys["PackageID"];
  return {
    className: call.className,
    methodName: call.methodName,
    ...(typeof PackageID === "string" && { PackageID }),
  };
}
