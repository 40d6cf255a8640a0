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
  /** The condition, built with {@link where}. Default: all objects of the class. */
  readonly where?: Filter | undefined;
  /** Properties to read. Default: all except the lazy properties. */
  readonly select?: readonly string[] | undefined;
  /** The order of the objects: a property, such as `Name` or `Name desc`, or several properties separated by commas. */
  readonly orderBy?: string | undefined;
  /** Maximum number of objects. */
  readonly top?: number | undefined;
}

/** A method call: an instance method of the object at `path`, or, without `path`, a static method of the class. */
export interface MethodCall {
  readonly className: string;
  readonly methodName: string;
  readonly path?: ObjectPath | undefined;
  readonly inParameters?: WmiObject | undefined;
}

/** The output of a method. A `returnValue` other than 0 is not a failure of the transport. */
export interface MethodOutput {
  /** The return value as a signed 32-bit integer. `undefined` if the response has none and the transport accepts that. */
  readonly returnValue: number | undefined;
  readonly outParameters: WmiObject;
}

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call: the wait for a connection slot, the sending, or the wait for the response. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Limit for one attempt in milliseconds, instead of the transport's own. In `AdminServiceTransport`, `retry.totalMs`
   * limits all attempts of a read together.
   */
  readonly timeoutMs?: number | undefined;
}

/**
 * Sends calls to an SMS Provider. The methods have the names of `IWbemServices`, which the provider implements. No method
 * rejects because of the site or the network. All methods can be called many times at once.
 */
export interface Transport {
  /** Reads one object by its key, lazy properties included. */
  getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>>;
  /** Reads many objects, page by page. Ends after the first failure. */
  execQuery(query: ObjectQuery, options?: CallOptions): AsyncIterable<Result<WmiObject>>;
  /** Runs a method. A transport must never send the call twice. */
  execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>>;
  /** Changes properties of an existing object. `undefined` if the site returned nothing. */
  putInstance(path: ObjectPath, changes: WmiObject, options?: CallOptions): Promise<Result<WmiObject | undefined>>;
}

/** A transport that can read `$metadata`. Not every transport can: DCOM has no `$metadata`. */
export interface MetadataSource {
  /** Reads the service's `$metadata` (EDMX) as text. */
  getMetadata(options?: CallOptions): Promise<Result<string>>;
}
