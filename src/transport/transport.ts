import type { Result } from "../result.js";
import type { WmiObject } from "../wmi/wmi-object.js";
import type { Filter } from "./filter.js";

export type { WmiObject, WmiValue } from "../wmi/wmi-object.js";

/** Names one object: its class and the values of its key properties. */
export interface ObjectPath {
  readonly className: string;
  readonly keys: Readonly<Record<string, string | number>>;
}

/** A query over the instances of one class. */
export interface ObjectQuery {
  readonly className: string;
  /** Built with {@link where}. */
  readonly where?: Filter | undefined;
  /** Properties to read; everything but the lazy ones where left out. */
  readonly select?: readonly string[] | undefined;
  /** One property, `Name` or `Name desc`; several are separated by commas. */
  readonly orderBy?: string | undefined;
  /** At most so many objects. */
  readonly top?: number | undefined;
}

/** A method call; with `path` on that object, without it on the class itself (a static method). */
export interface MethodCall {
  readonly className: string;
  readonly methodName: string;
  readonly path?: ObjectPath | undefined;
  readonly inParameters?: WmiObject | undefined;
}

/** What a method gave back. A `returnValue` other than 0 is no failure of the transport. */
export interface MethodOutput {
  /** Signed 32-bit; `undefined` where the answer held none and the transport was told to accept that. */
  readonly returnValue: number | undefined;
  readonly outParameters: WmiObject;
}

/** Options of every call. */
export interface CallOptions {
  /** Ends the call: waiting for a connection, sending, or waiting for the answer. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Limit for one attempt, in milliseconds, instead of the transport's own. `AdminServiceTransport` gives a read no more
   * than its `retry.totalMs` in all.
   */
  readonly timeoutMs?: number | undefined;
}

/**
 * What carries calls to an SMS Provider; named after `IWbemServices`, which is what the provider is. No method rejects
 * for what the site or the network did. Each may be called any number of times at once.
 */
export interface Transport {
  /** Reads one object by its key, lazy properties included. */
  getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>>;
  /** Reads many objects, page by page; ends after the first failure. */
  execQuery(query: ObjectQuery, options?: CallOptions): AsyncIterable<Result<WmiObject>>;
  /** Runs a method. Must never send it twice. */
  execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>>;
  /** Changes properties of an object that exists; `undefined` where the site gave nothing back. */
  putInstance(path: ObjectPath, changes: WmiObject, options?: CallOptions): Promise<Result<WmiObject | undefined>>;
}

/** A transport that can say what its site offers. Not every one can: over DCOM there is no `$metadata`. */
export interface MetadataSource {
  /** The service's `$metadata` (EDMX), as text. */
  getMetadata(options?: CallOptions): Promise<Result<string>>;
}
