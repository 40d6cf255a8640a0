import * as z from "zod";
import { invalidArgument } from "../invalid-argument.js";
import { failedOperation, runMethod } from "../operations/site/run-method.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, MethodCall, Transport } from "../transport/transport.js";
import { wmiObjectOf } from "./wmi-data.js";

/** The schemas of a method's parameters, by the names that these have on the wire. */
type Parameters = Readonly<Record<string, z.ZodType>>;

type InSchema = z.ZodType<unknown, object>;
type OutSchema = z.ZodType<object>;

/** A method of a class, as a class' table holds it under its name in camelCase. */
export interface Method<In extends InSchema | undefined = InSchema | undefined, Out extends OutSchema = OutSchema> {
  /** As documented, which is how it travels. */
  readonly methodName: string;
  readonly in: In;
  readonly out: Out;
}

/** The methods of a class, by name in camelCase. */
export type Methods = Readonly<Record<string, Method>>;

/** What a method gave: its out parameters under their own names, as far as the site sent them. */
export type MethodResult<OutParameters> = Readonly<OutParameters> & {
  /** Absent where the site gave none and the transport was told to accept that. */
  readonly returnValue?: 0;
};

/** A method on an object. */
export type InstanceCall<M extends Method> = M["in"] extends z.ZodType
  ? (inParameters: z.output<M["in"]>, options?: CallOptions) => Promise<Result<MethodResult<z.output<M["out"]>>>>
  : (options?: CallOptions) => Promise<Result<MethodResult<z.output<M["out"]>>>>;

/** A method on its class. */
export type StaticCall<M extends Method> = M["in"] extends z.ZodType
  ? (
      transport: Transport,
      inParameters: z.output<M["in"]>,
      options?: CallOptions,
    ) => Promise<Result<MethodResult<z.output<M["out"]>>>>
  : (transport: Transport, options?: CallOptions) => Promise<Result<MethodResult<z.output<M["out"]>>>>;

const nothing = gives({});

/** In parameters: no others are taken. */
export function takes<P extends Parameters>(parameters: P) {
  return z.strictObject(parameters);
}

/** Out parameters. */
export function gives<P extends Parameters>(parameters: P) {
  return z.object(parameters);
}

/**
 * Describes a method.
 *
 * @param methodName - as documented
 * @param inParameters - made with {@link takes}
 * @param outParameters - made with {@link gives}
 */
export function method(methodName: string): Method<undefined, typeof nothing>;
export function method<In extends InSchema>(methodName: string, inParameters: In): Method<In, typeof nothing>;
export function method<In extends InSchema | undefined, Out extends OutSchema>(
  methodName: string,
  inParameters: In,
  outParameters: Out,
): Method<In, Out>;
export function method(methodName: string, inParameters?: InSchema, outParameters: OutSchema = nothing): Method {
  return { methodName, in: inParameters, out: outParameters };
}

/**
 * Runs a method: checks and encodes what goes in, decodes what comes out.
 *
 * @param target - the class and, for a method of an object, where that is
 */
export async function callMethod(
  transport: Transport,
  target: Pick<MethodCall, "className" | "path">,
  { methodName, in: takes, out }: Method,
  inParameters: unknown,
  options?: CallOptions,
): Promise<Result<object>> {
  const call: MethodCall = { ...target, methodName };
  if (takes === undefined) return decode(call, out, await runMethod(transport, call, options));

  const encoded = z.safeEncode(takes, inParameters);
  if (!encoded.success) return invalidArgument(failedOperation(call), ...misfit(encoded.error));
  const run = await runMethod(transport, { ...call, inParameters: wmiObjectOf(encoded.data) }, options);
  return decode(call, out, run);
}

function decode(call: MethodCall, out: OutSchema, run: Awaited<ReturnType<typeof runMethod>>): Result<object> {
  if (!run.ok) return run;
  const { outParameters, returnValue } = run.value;
  const decoded = out.safeParse(outParameters);
  if (!decoded.success) {
    // The message names the parameter and nothing of its value: what the policy methods give is secret.
    const name = String(decoded.error.issues[0]?.path[0] ?? "");
    return fail({
      kind: "invalid-response",
      execution: "unknown",
      message: `${call.className}.${call.methodName} ran, but its out parameter ${name} is not of the documented type`,
      operation: failedOperation(call),
    });
  }
  return succeed({ ...outParameters, ...decoded.data, ...(returnValue === 0 && { returnValue }) });
}

function misfit(error: z.ZodError): [parameter: string, requirement: string] {
  const [issue] = error.issues;
  const unknownName = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  return [
    String(unknownName ?? issue?.path[0] ?? "inParameters"),
    unknownName === undefined ? `does not fit: ${issue?.message ?? "not an object"}` : "is no parameter of this method",
  ];
}
