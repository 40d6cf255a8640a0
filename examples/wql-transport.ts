// A second transport: renders WQL and WMI object paths. A session of your own runs them, for example PowerShell or WinRM.
import { failureOfStatus, type Filter, type FilterLiteral, type ObjectPath, type ObjectQuery } from "configmgr-sdk";
import type { CallOptions, MethodCall, MethodOutput, OperationInfo, Result, Transport, WmiObject } from "configmgr-sdk";

/** Runs calls over WMI. An error of WMI or the SMS Provider is returned as its status code, never thrown. */
export interface WmiSession {
  query(wql: string, options?: CallOptions): Promise<WmiResult<readonly WmiObject[]>>;
  get(path: string, options?: CallOptions): Promise<WmiResult<WmiObject>>;
  put(path: string, changes: WmiObject, options?: CallOptions): Promise<WmiResult<undefined>>;
  invoke(path: string, method: string, inParameters: WmiObject, options?: CallOptions): Promise<WmiResult<WmiObject>>;
}
export type WmiResult<T> = { readonly value: T } | { readonly status: number };

export class WqlTransport implements Transport {
  constructor(readonly session: WmiSession) {}

  async getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>> {
    return resultOf(await this.session.get(pathOf(path), options), operationOf(path), true);
  }

  async *execQuery(query: ObjectQuery, options?: CallOptions): AsyncIterable<Result<WmiObject>> {
    const wql = wqlOf(query);
    const rows = wql.ok ? resultOf(await this.session.query(wql.value, options), operationOf(query), true) : wql;
    if (!rows.ok) yield rows;
    else for (const value of rows.value.slice(0, query.top)) yield { ok: true, value };
  }

  async execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>> {
    const { className, methodName, path, inParameters = {} } = call;
    const operation = { ...operationOf(path ?? call), methodName };
    const object = path === undefined ? className : pathOf(path);
    const output = resultOf(await this.session.invoke(object, methodName, inParameters, options), operation, false);
    if (!output.ok) return output;
    const { ReturnValue, ...outParameters } = output.value;
    // A missing ReturnValue is not 0.
    const returnValue = typeof ReturnValue === "number" ? ReturnValue | 0 : undefined;
    return { ok: true, value: { returnValue, outParameters } };
  }

  async putInstance(path: ObjectPath, changes: WmiObject, options?: CallOptions): Promise<Result<undefined>> {
    return resultOf(await this.session.put(pathOf(path), changes, options), operationOf(path), false);
  }
}

function resultOf<T>(result: WmiResult<T>, operation: OperationInfo, isRead: boolean): Result<T> {
  if ("value" in result) return { ok: true, value: result.value };
  return { ok: false, failure: failureOfStatus(result.status, operation, { isRead }) };
}

function operationOf({ className, keys = {} }: { className: string; keys?: ObjectPath["keys"] }): OperationInfo {
  const { PackageID } = keys;
  return { className, ...(typeof PackageID === "string" && { PackageID }) };
}

/** For example `SMS_Package.PackageID="P0100012"`. */
function pathOf({ className, keys }: ObjectPath): string {
  const quote = (key: string | number) =>
    typeof key === "number" ? String(key) : `"${key.replace(/["\\]/g, "\\$&")}"`;
  return `${className}.${Object.entries(keys)
    .map(([name, key]) => `${name}=${quote(key)}`)
    .join(",")}`;
}

/** For example `SELECT * FROM SMS_Package WHERE Name = 'Office'`. WQL has no ORDER BY and no TOP. */
export function wqlOf({ className, where, select, orderBy }: ObjectQuery): Result<string> {
  const condition = where === undefined ? "" : conditionOf(where);
  if (condition === undefined || orderBy !== undefined) {
    const message = "WQL has no functions and no order";
    return {
      ok: false,
      failure: { kind: "unsupported", execution: "not-executed", message, operation: { className } },
    };
  }
  const wql = `SELECT ${select?.join(", ") ?? "*"} FROM ${className}`;
  return { ok: true, value: condition === "" ? wql : `${wql} WHERE ${condition}` };
}

const operators = new Map(Object.entries({ eq: "=", ne: "<>", gt: ">", ge: ">=", lt: "<", le: "<=" }));

/** The parts of a filter are texts and values: translate the operators, quote the values. */
function conditionOf({ parts }: Filter): string | undefined {
  const texts = parts.map((part) => ("text" in part ? part.text : ""));
  if (texts.some((text) => /\b(?:startswith|endswith|contains|any)\b/i.test(text))) return undefined;
  return parts
    .map((part) =>
      "value" in part ? literalOf(part.value) : part.text.replace(/\w+/g, (word) => operators.get(word) ?? word),
    )
    .join("");
}

function literalOf(value: FilterLiteral): string {
  if (typeof value === "string") return `'${value.replace(/['\\]/g, "\\$&")}'`;
  if (!(value instanceof Date)) return String(value);
  return `'${value.toISOString().replace(/[-:TZ]/g, "")}000+000'`;
}
