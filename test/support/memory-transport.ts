import type {
  CallOptions,
  MethodCall,
  MethodOutput,
  ObjectPath,
  ObjectQuery,
  Transport,
  WmiObject,
} from "../../src/transport/transport.js";
import { fail, succeed, type Result } from "../../src/result.js";

/** A provider in memory: holds objects by class and key, and notes what it was asked. */
export class MemoryTransport implements Transport {
  readonly objects: WmiObject[];
  readonly calls: MethodCall[] = [];
  readonly queries: ObjectQuery[] = [];
  readonly puts: { path: ObjectPath; changes: WmiObject }[] = [];
  readonly options: (CallOptions | undefined)[] = [];
  /** What methods answer. */
  output: MethodOutput = { returnValue: 0, outParameters: {} };
  /** What a write does besides. */
  onPut: (object: WmiObject) => WmiObject = (object) => object;
  closedQueries = 0;

  constructor(objects: readonly WmiObject[] = []) {
    this.objects = [...objects];
  }

  getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>> {
    this.options.push(options);
    const found = this.objects.find((object) => isAt(object, path));
    if (found !== undefined) return Promise.resolve(succeed(found));
    return Promise.resolve(
      fail({
        kind: "not-found",
        execution: "not-executed",
        message: "not found",
        operation: { className: path.className },
      }),
    );
  }

  async *execQuery(query: ObjectQuery, options?: CallOptions): AsyncGenerator<Result<WmiObject>, void, undefined> {
    this.queries.push(query);
    this.options.push(options);
    try {
      for (const object of this.objects) {
        await Promise.resolve();
        if (query.className === "SMS_PackageBaseclass" || object["__CLASS"] === query.className) yield succeed(object);
      }
    } finally {
      this.closedQueries += 1;
    }
  }

  execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>> {
    this.calls.push(call);
    this.options.push(options);
    return Promise.resolve(succeed(this.output));
  }

  putInstance(path: ObjectPath, changes: WmiObject, options?: CallOptions): Promise<Result<WmiObject | undefined>> {
    this.puts.push({ path, changes });
    this.options.push(options);
    const index = this.objects.findIndex((object) => isAt(object, path));
    this.objects[index] = this.onPut({ ...this.objects[index], ...changes });
    return Promise.resolve(succeed(undefined));
  }
}

function isAt(object: WmiObject, path: ObjectPath): boolean {
  return object["__CLASS"] === path.className && object["PackageID"] === path.keys["PackageID"];
}
