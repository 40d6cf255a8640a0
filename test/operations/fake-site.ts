import type { Clock } from "../../src/clock.js";
import type { Failure } from "../../src/failure.js";
import { fail, succeed, type Result } from "../../src/result.js";
import type {
  MethodCall,
  MethodOutput,
  ObjectPath,
  ObjectQuery,
  Transport,
  WmiObject,
} from "../../src/transport/transport.js";

type Rows = readonly WmiObject[] | Failure;

/** A transport whose answers are rows by class: the same at every read, or the next of a list. */
export class FakeSite implements Transport {
  readonly queries: ObjectQuery[] = [];
  readonly calls: MethodCall[] = [];
  readonly puts: { readonly path: ObjectPath; readonly changes: WmiObject }[] = [];
  readonly #rows = new Map<string, (read: number) => Rows>();
  readonly #reads = new Map<string, number>();

  /** What a class answers; `answer` gets how often it was read before. */
  serve(className: string, answer: Rows | ((read: number) => Rows)): this {
    this.#rows.set(className, typeof answer === "function" ? answer : () => answer);
    return this;
  }

  /** What reads of a class have been. */
  readsOf(className: string): number {
    return this.queries.filter((query) => query.className === className).length;
  }

  async *execQuery(query: ObjectQuery): AsyncGenerator<Result<WmiObject>, void> {
    await Promise.resolve();
    this.queries.push(query);
    const read = this.#reads.get(query.className) ?? 0;
    this.#reads.set(query.className, read + 1);
    const rows = this.#rows.get(query.className)?.(read) ?? [];
    if ("kind" in rows) {
      yield fail(rows);
      return;
    }
    for (const row of rows) yield succeed(row);
  }

  getObject(path: ObjectPath): Promise<Result<WmiObject>> {
    return Promise.resolve(fail(failure("unsupported", path.className)));
  }

  execMethod(call: MethodCall): Promise<Result<MethodOutput>> {
    this.calls.push(call);
    return Promise.resolve(succeed({ returnValue: 0, outParameters: {} }));
  }

  putInstance(path: ObjectPath, changes: WmiObject): Promise<Result<WmiObject | undefined>> {
    this.puts.push({ path, changes });
    return Promise.resolve(succeed(undefined));
  }
}

/** A clock that stands still but for sleeping. */
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

/** A failure of a read. */
export function failure(kind: "unsupported" | "unavailable" | "access-denied", className: string): Failure {
  return { kind, execution: "not-executed", message: kind, operation: { className } };
}

/** The NAL path of a point of site P01. */
export function nalPath(name: string): string {
  return `["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=P01"]\\\\${name}\\`;
}
