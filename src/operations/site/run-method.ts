import type { OperationInfo } from "../../failure.js";
import { describeOperation } from "../../operation-text.js";
import { fail, succeed, type Result } from "../../result.js";
import { decodeProviderStatus } from "../../status/provider-status.js";
import type { CallOptions, MethodCall, MethodOutput, Transport } from "../../transport/transport.js";

/** Runs a method. A return value other than 0 is `method-failed`, because the provider documents only 0 as success. */
export async function runMethod(
  transport: Transport,
  call: MethodCall,
  options?: CallOptions,
): Promise<Result<MethodOutput>> {
  const result = await transport.execMethod(call, options);
  if (!result.ok) return result;
  const { returnValue } = result.value;
  if (returnValue === undefined || returnValue === 0) return succeed(result.value);

  const operation = failedOperation(call);
  const status = decodeProviderStatus(returnValue);
  return fail({
    kind: "method-failed",
    execution: "executed",
    message: `${describeOperation(operation)}: the method returned ${returnValue} (${status.hex}${status.message === undefined ? "" : `: ${status.message}`})`,
    operation,
    advice: status.advice ?? "Read SMSProv.log on the server of the SMS Provider.",
    returnValue,
    status,
  });
}

/** The member `operation` of the failures of a method call. */
export function failedOperation(call: MethodCall): OperationInfo {
  const PackageID = call.path?.keys["PackageID"];
  return {
    className: call.className,
    methodName: call.methodName,
    ...(typeof PackageID === "string" && { PackageID }),
  };
}
