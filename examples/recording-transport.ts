// Two transports: one records the results of a site without its texts, the other returns these results without the site.
import { createHash } from "node:crypto";
import type { CallOptions, MethodCall, MethodOutput, ObjectPath } from "configmgr-sdk";
import type { ObjectQuery, Result, Transport, WmiObject } from "configmgr-sdk";

/** A request and its results. The request is a hash, because keys and filters contain names. */
interface Recorded<T> {
  readonly request: string;
  readonly results: Result<T>[];
}

/** The recorded results of a site, in their order. Plain JSON, which can be stored in a file. */
export interface Tape {
  readonly getObject: Recorded<WmiObject>[];
  readonly execQuery: Recorded<WmiObject>[];
  readonly execMethod: Recorded<MethodOutput>[];
  readonly putInstance: Recorded<WmiObject | undefined>[];
}

/** Passes each call to another transport and records its result. Replaces texts, except those of the members in `keep`. */
export class RecordingTransport implements Transport {
  readonly tape: Tape = { getObject: [], execQuery: [], execMethod: [], putInstance: [] };
  readonly keep = new Set(["kind", "execution", "className", "PackageID", "__CLASS", "SourceSite"]);
  readonly #placeholders = new Map<string, string>();

  constructor(readonly site: Transport) {}

  async getObject(path: ObjectPath, options?: CallOptions) {
    return this.#record(this.tape.getObject, path, await this.site.getObject(path, options));
  }

  async execMethod(call: MethodCall, options?: CallOptions) {
    return this.#record(this.tape.execMethod, call, await this.site.execMethod(call, options));
  }

  async putInstance(path: ObjectPath, changes: WmiObject, options?: CallOptions) {
    const result = await this.site.putInstance(path, changes, options);
    return this.#record(this.tape.putInstance, [path, changes], result);
  }

  async *execQuery(query: ObjectQuery, options?: CallOptions) {
    const recorded: Recorded<WmiObject> = { request: hash(query), results: [] };
    this.tape.execQuery.push(recorded);
    for await (const result of this.site.execQuery(query, options)) {
      recorded.results.push(this.#redact(result));
      yield result;
    }
  }

  #record<T>(tape: Recorded<T>[], asked: unknown, result: Result<T>): Result<T> {
    tape.push({ request: hash(asked), results: [this.#redact(result)] });
    return result;
  }

  #redact<T>(result: Result<T>): Result<T> {
    return parse(JSON.stringify(result, (name, value: unknown) => this.#keep(name, value)));
  }

  // Keeps dates. Equal texts get the same placeholder, which is also valid base64.
  #keep(name: string, value: unknown): unknown {
    if (typeof value !== "string" || this.keep.has(name) || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value;
    const placeholder = this.#placeholders.get(value) ?? `text${String(this.#placeholders.size).padStart(4, "0")}`;
    this.#placeholders.set(value, placeholder);
    return placeholder;
  }
}

/** Returns recorded results. For a repeated request: its results in their order, then the last one again. */
export class ReplayingTransport implements Transport {
  readonly #tape: Tape;

  constructor(tape: Tape) {
    this.#tape = structuredClone(tape);
  }

  getObject = (path: ObjectPath) => Promise.resolve(replay(this.#tape.getObject, path, path)[0] ?? missing(path));
  execMethod = (call: MethodCall) => Promise.resolve(replay(this.#tape.execMethod, call, call)[0] ?? missing(call));
  putInstance = (path: ObjectPath, changes: WmiObject) =>
    Promise.resolve(replay(this.#tape.putInstance, [path, changes], path)[0] ?? missing(path));

  async *execQuery(query: ObjectQuery) {
    yield* await Promise.resolve(replay(this.#tape.execQuery, query, query));
  }
}

function replay<T>(tape: Recorded<T>[], asked: unknown, of: { className: string }): Result<T>[] {
  const [first, next] = tape.filter(({ request }) => request === hash(asked));
  if (first !== undefined && next !== undefined) tape.splice(tape.indexOf(first), 1);
  return first?.results ?? [missing(of)];
}

function missing({ className }: { className: string }): Result<never> {
  const message = "this request is not on the tape";
  return { ok: false, failure: { kind: "unsupported", execution: "not-executed", message, operation: { className } } };
}

const parse: <T>(text: string) => Result<T> = JSON.parse;
const hash = (asked: unknown): string => createHash("sha256").update(JSON.stringify(asked)).digest("hex");
