import type { Clock } from "../../src/clock.js";
import type { Failure } from "../../src/failure.js";
import { fail, succeed, type Result } from "../../src/result.js";
import { filterText } from "../../src/transport/admin-service/odata/url-parts.js";
import type {
  CallOptions,
  MethodCall,
  MethodOutput,
  ObjectPath,
  ObjectQuery,
  Transport,
  WmiObject,
} from "../../src/transport/transport.js";

type Rows = readonly WmiObject[] | Failure;

/** A transport in memory. It stores objects by class and key, returns the results that a test sets, and records requests. */
export class FakeSite implements Transport {
  readonly objects: WmiObject[];
  readonly calls: MethodCall[] = [];
  readonly queries: ObjectQuery[] = [];
  readonly puts: { readonly path: ObjectPath; readonly changes: WmiObject }[] = [];
  /** The options of every request, in order. Its length is the number of requests. */
  readonly options: (CallOptions | undefined)[] = [];
  /** Returns the result of each method call. */
  onMethod: (call: MethodCall) => Result<MethodOutput> = () => succeed({ returnValue: 0, outParameters: {} });
  /** Called for each request, after its options were recorded in `options`. */
  onRequest: () => void = () => undefined;
  /** Changes an object that a caller writes, before the site stores it. */
  onPut: (object: WmiObject) => WmiObject = (object) => object;
  closedQueries = 0;
  readonly #results = new Map<string, (read: number) => Rows>();

  constructor(objects: readonly WmiObject[] = []) {
    this.objects = [...objects];
  }

  /** Sets the result of queries of a class, instead of the objects. `result` receives the number of earlier reads of the class. */
  serve(className: string, result: Rows | ((read: number) => Rows)): this {
    this.#results.set(className, typeof result === "function" ? result : () => result);
    return this;
  }

  /** Returns the number of queries of a class until now. */
  readsOf(className: string): number {
    return this.queries.filter((query) => query.className === className).length;
  }

  #note(options: CallOptions | undefined): void {
    this.options.push(options);
    this.onRequest();
  }

  getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>> {
    this.#note(options);
    const found = this.objects.find((object) => isAt(object, path));
    return Promise.resolve(found === undefined ? fail(failure("not-found", path.className)) : succeed(found));
  }

  async *execQuery(query: ObjectQuery, options?: CallOptions): AsyncGenerator<Result<WmiObject>, void, undefined> {
    const { className } = query;
    const rows = this.#results.get(className)?.(this.readsOf(className)) ?? this.objects.filter(isOf(className));
    this.queries.push(query);
    this.#note(options);
    try {
      await Promise.resolve();
      if ("kind" in rows) yield fail(rows);
      else for (const row of rows) yield succeed(row);
    } finally {
      this.closedQueries += 1;
    }
  }

  execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>> {
    this.calls.push(call);
    this.#note(options);
    return Promise.resolve(this.onMethod(call));
  }

  putInstance(path: ObjectPath, changes: WmiObject, options?: CallOptions): Promise<Result<WmiObject | undefined>> {
    this.puts.push({ path, changes });
    this.#note(options);
    const index = this.objects.findIndex((object) => isAt(object, path));
    if (index !== -1) this.objects[index] = this.onPut({ ...this.objects[index], ...changes });
    return Promise.resolve(succeed(undefined));
  }
}

/** Returns the condition of a query as OData text; `undefined` if the query has none. */
export function filterOf(query: ObjectQuery | undefined): string | undefined {
  return query?.where === undefined ? undefined : filterText(query.where);
}

function isAt(object: WmiObject, path: ObjectPath): boolean {
  return object["__CLASS"] === path.className && object["PackageID"] === path.keys["PackageID"];
}

function isOf(className: string): (object: WmiObject) => boolean {
  return (object) => className === "SMS_PackageBaseclass" || object["__CLASS"] === className;
}

/** Creates a clock that advances only when code sleeps. */
export function manualClock(): Clock & { readonly slept: number[] } {
  let nowMs = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => nowMs,
    sleep: (ms) => {
      slept.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  };
}

type ReadFailureKind =
  "unsupported" | "unavailable" | "throttled" | "timeout" | "network" | "access-denied" | "not-found";

/** Returns a failure of a read. */
export function failure(kind: ReadFailureKind, className: string): Failure {
  if (kind === "network") {
    return { kind, code: "ECONNRESET", execution: "not-executed", message: kind, operation: { className } };
  }
  return { kind, execution: "not-executed", message: kind, operation: { className } };
}

/** Returns the NAL path of a distribution point of site P01. */
export function nalPath(name: string): string {
  return `["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=P01"]\\\\${name}\\`;
}
