import type * as z from "zod";
import { invalidArgument, refuseOptions } from "../../invalid-argument.js";
import { describeOperation } from "../../operation-text.js";
import { failedOperation, runMethod } from "../../operations/site/run-method.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, MethodCall, Transport } from "../../transport/transport.js";
import type { PackageObject } from "./package-object.js";
import { wmiObjectOf } from "./wmi-data.js";

/** A method of a class. */
export interface Method<In, Out extends object> {
  /** The documented name of the method, which the request contains. */
  readonly methodName: string;
  /** Checks the in parameters and converts them for the request; absent if the method has none. */
  readonly in?: z.ZodType<object, In>;
  /** Checks the out parameters. */
  readonly out: z.ZodType<Out>;
}

/** Result of a method: the out parameters that the site sent. An out parameter that is null is absent. */
export type MethodResult<OutParameters extends object = object> = OutParameters & {
  /** Absent if the site returned no ReturnValue, and `missingReturnValue` of the transport accepts that. */
  readonly returnValue?: 0;
};

type Names<T> = T extends unknown ? keyof T : never;

/** The class and the path for a call of an instance method. */
export function targetOf(object: PackageObject): Pick<MethodCall, "className" | "path"> {
  const { className, PackageID } = object;
  return { className, path: { className, keys: { PackageID } } };
}

/**
 * Runs a method: checks the in parameters, sends the call, checks the out parameters.
 *
 * @param target - the class and, for an instance method, the path of the object
 */
export async function callMethod<In, Given extends In, Out extends object>(
  transport: Transport,
  target: Pick<MethodCall, "className" | "path">,
  method: Method<In, Out>,
  // The second part is `never` if the type of a method lacks an optional parameter that the method checks.
  inParameters: Given & ([Names<In>] extends [Names<Given>] ? unknown : never),
  options: CallOptions = {},
): Promise<Result<MethodResult<Out>>> {
  const call: MethodCall = { ...target, methodName: method.methodName };
  const refused = refuseOptions(failedOperation(call), options);
  if (refused !== undefined) return refused;
  const checked = method.in?.safeParse(inParameters);
  if (checked?.success === false) return invalidArgument(failedOperation(call), ...misfit(checked.error));
  const sent = checked === undefined ? call : { ...call, inParameters: wmiObjectOf(checked.data) };
  const run = await runMethod(transport, sent, options);
  if (!run.ok) return run;

  const { outParameters, returnValue } = run.value;
  const present = Object.fromEntries(Object.entries(outParameters).filter(([, value]) => value !== null));
  const decoded = method.out.safeParse(present);
  if (!decoded.success) {
    const operation = failedOperation(call);
    // The message has the name of the parameter and not its value: the policy methods return secrets.
    const name = String(decoded.error.issues[0]?.path[0] ?? "");
    return fail({
      kind: "invalid-response",
      execution: "unknown",
      message: `${describeOperation(operation)}: the out parameter ${name} is not of its documented type`,
      operation,
      advice: "Do not call again yet. The site ran the method: check the object first.",
    });
  }
  return succeed({ ...present, ...decoded.data, ...(returnValue === 0 && { returnValue }) });
}

function misfit(error: z.ZodError): [parameter: string, requirement: string] {
  const [issue] = error.issues;
  const unknownName = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  if (unknownName !== undefined) return [unknownName, "is not a parameter of this method"];
  return [String(issue?.path[0] ?? "inParameters"), `is not valid: ${issue?.message ?? "must be an object"}`];
}
