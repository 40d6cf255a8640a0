import { refuseOptions } from "../../invalid-argument.js";
import { describeOperation } from "../../operation-text.js";
import { checkPackageID } from "../../operations/site/package-target.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport, WmiObject } from "../../transport/transport.js";
import { PackageObject, type PackageConstructor } from "./package-object.js";
import { objectQuery, type LooseQuery } from "./query.js";
import { rowSchemaOf } from "./row-schema.js";

/** Reads the complete object with this PackageID. */
export async function readByKey<T extends PackageObject>(
  Class: PackageConstructor<T>,
  transport: Transport,
  PackageID: unknown,
  options: CallOptions = {},
): Promise<Result<T>> {
  const { className } = Class;
  const id = checkPackageID(className, PackageID);
  if (!id.ok) return id;
  const refused = refuseOptions({ className, PackageID: id.value }, options);
  if (refused !== undefined) return refused;
  const { signal, timeoutMs } = options;
  const row = await transport.getObject({ className, keys: { PackageID: id.value } }, { signal, timeoutMs });
  if (!row.ok) return row;
  const object = new Class({ transport, Class });
  const readID = rowSchemaOf(Class).readInto(object, row.value, true);
  if (readID === undefined) return withoutKey(className, row.value);
  if (readID.toUpperCase() === id.value) return succeed(object);
  return invalid(className, id.value, `the response is about another object, ${readID}`);
}

/**
 * Runs a query. A row without a valid PackageID becomes a failure between the other results.
 *
 * @param Queried - the class that the request names
 * @param classOf - returns the class of the object for a row
 */
export async function* readQuery(
  Queried: Pick<PackageConstructor, "className" | "schema">,
  classOf: (row: WmiObject) => PackageConstructor,
  transport: Transport,
  query: LooseQuery = {},
): AsyncGenerator<Result<PackageObject>, void, undefined> {
  const { className } = Queried;
  const checked = objectQuery(className, rowSchemaOf(Queried), query);
  if (!checked.ok) {
    yield checked;
    return;
  }
  const listedClasses = new Map<PackageConstructor, ReturnType<typeof listedClassOf>>();
  const { signal, timeoutMs } = query;
  for await (const row of transport.execQuery(checked.value, { signal, timeoutMs })) {
    if (!row.ok) {
      yield row;
      continue;
    }
    const Class = classOf(row.value);
    const Listed = listedClasses.get(Class) ?? listedClassOf(Class);
    listedClasses.set(Class, Listed);
    const object = new Listed({ transport, Class });
    const readID = rowSchemaOf(Class).readInto(object, row.value, false);
    yield readID === undefined ? withoutKey(className, row.value) : succeed(object);
  }
}

/** Collects the objects of a query. Stops at the first failure and returns it. */
export async function collect<T>(objects: AsyncIterable<Result<T>>): Promise<Result<T[]>> {
  const collected: T[] = [];
  for await (const object of objects) {
    if (!object.ok) return object;
    collected.push(object.value);
  }
  return succeed(collected);
}

/**
 * Makes the class of the listed objects of `Class`, with all its methods except `update`. The new class is not derived
 * from `Class`, so `instanceof Class` is true for complete objects only.
 */
function listedClassOf(Class: PackageConstructor) {
  class Listed extends PackageObject {
    override readonly className = Class.className;
  }
  for (
    let prototype: object | null = Class.prototype;
    prototype !== null && prototype !== PackageObject.prototype;
    prototype = parentOf(prototype)
  ) {
    for (const [name, method] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      const isOffered = name !== "update" && !Object.hasOwn(Listed.prototype, name);
      if (isOffered) Object.defineProperty(Listed.prototype, name, method);
    }
  }
  return Listed;
}

function parentOf(prototype: object): object | null {
  const parent: unknown = Object.getPrototypeOf(prototype);
  return typeof parent === "object" ? parent : null;
}

function withoutKey(className: string, row: WmiObject): Result<never> {
  return invalid(className, row["PackageID"], "the response has no valid PackageID");
}

function invalid(className: string, PackageID: unknown, problem: string): Result<never> {
  const operation = { className, ...(typeof PackageID === "string" && { PackageID }) };
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: `${describeOperation(operation)}: ${problem}`,
    operation,
  });
}
