import { systemClock, type Clock } from "../../../clock.js";
import { version } from "../../../version.js";
import { parseBaseUrl } from "../odata/base-url.js";
import type { Connect } from "../connection/connections.js";
import type { Credential } from "../credential/credential.js";
import type { TransportEvent } from "./events.js";
import { updateMethods, type UpdateRequest } from "../odata/requests.js";
import { readTlsOptions, type TlsOptions } from "../connection/tls-settings.js";
import { memberOf, readMembersOf } from "../connection/unknown-values.js";

/** Options of `AdminServiceTransport`. */
export interface AdminServiceOptions {
  /**
   * Address of the AdminService. It must end in `/AdminService` or `/AdminService_TokenAuth`. The path of a cloud
   * management gateway (CMG) can precede it. It must start with `https:`; `http:` is accepted for loopback only.
   */
  readonly baseUrl: string;
  /** Provides the `Authorization` header of each request. Default: no header. */
  readonly credential?: Credential | undefined;
  /** Which server certificates to trust, and the client's certificate. */
  readonly tls?: TlsOptions | undefined;
  /**
   * Limit for one attempt in milliseconds, from the moment that it has a connection slot. Default: 30,000.
   * `retry.totalMs` limits all attempts of a read together.
   */
  readonly timeoutMs?: number | undefined;
  /** Maximum number of requests at once: 1 to 200, the limit of the service for one address (documented). Default: 8. */
  readonly maxConcurrency?: number | undefined;
  /** Maximum size of a response body in bytes. A larger response is `invalid-response`. Default: 64 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * How often and how long a read is retried. Methods and writes are not retried, except once after a 401 response with a
   * renewed credential.
   */
  readonly retry?: RetryOptions | undefined;
  /**
   * With `"accepted"`, a method's response without `ReturnValue` is a success without a return value. Default:
   * `"failure"`: such a response is `invalid-response`, because it does not show whether the method succeeded.
   */
  readonly missingReturnValue?: "failure" | "accepted" | undefined;
  /**
   * Form of the request that changes an object: `"post-keyed"`, `"put-keyed"`, `"patch-keyed"` or `"post-collection"` (the
   * key is in the body; a site creates a new object if the old one was deleted). Default: `"post-keyed"`.
   */
  readonly updateRequest?: UpdateRequest | undefined;
  /** Returns the socket of each connection, for networks that require a proxy. TLS runs over this socket. */
  readonly connect?: Connect | undefined;
  /** Text before the library's own name in `User-Agent`. Printable ASCII. */
  readonly userAgent?: string | undefined;
  /** Receives an event for each attempt. The library ignores errors and rejections of this function. */
  readonly onEvent?: ((event: TransportEvent) => void) | undefined;
  /** For tests: clock for the delays between attempts. */
  readonly clock?: Clock | undefined;
  /** For tests: random number for the retry delay, at least 0 and less than 1. */
  readonly random?: (() => number) | undefined;
}

/**
 * How often and how long the library retries reads. It does not retry methods and writes, except once after a 401 response
 * with a renewed credential: a 401 proves that they did not run.
 */
export interface RetryOptions {
  /** Maximum number of attempts, the first one included: 1 to 100. 1 means no retry. Default: 4. */
  readonly attempts?: number | undefined;
  /**
   * Limit for a whole read in milliseconds, delays included, from its first connection slot. Default: 60,000. Each page of a
   * query is one read; all pages of a query together can take 10 times this long.
   */
  readonly totalMs?: number | undefined;
}

/** The checked options, with defaults for those that were omitted. */
export type Settings = ReturnType<typeof readOptions>;

/** Maximum duration for `setTimeout` in milliseconds: about 24 days. */
const maxTimeoutMs = 0x7fff_ffff;

/** @throws TypeError or RangeError if an option is wrong. The error names the option and says which values are correct. */
export function readOptions(options: AdminServiceOptions) {
  refuseJsdom();
  const own = copyOptions(options);
  const { credential, tls, userAgent, missingReturnValue = "failure", updateRequest = "post-keyed" } = own;
  const { timeoutMs = 30_000, maxConcurrency = 8, maxResponseBytes = 64 * 1024 * 1024 } = own;
  const { clock = systemClock, random = Math.random } = own;
  const { attempts = 4, totalMs = 60_000 } = copyRetry(own.retry);
  const address = parseBaseUrl(own.baseUrl);
  if (userAgent !== undefined && !(typeof userAgent === "string" && /^[\x20-\x7e]+$/.test(userAgent))) {
    throw new TypeError("userAgent must be printable ASCII text");
  }
  oneOf("missingReturnValue", missingReturnValue, ["failure", "accepted"]);
  oneOf("updateRequest", updateRequest, Object.keys(updateMethods));
  if (credential !== undefined) requireMethod("credential", credential, "authorize");
  requireMethod("clock", clock, "now");
  requireMethod("clock", clock, "sleep");
  for (const name of ["connect", "onEvent", "random"] as const) {
    if (own[name] !== undefined) requireFunction(name, own[name]);
  }
  if (tls !== undefined && !isObject(tls)) throw new TypeError("tls must be an object, or omitted");
  if (address.protocol === "http:" && tls !== undefined) {
    throw new TypeError("tls must be omitted if baseUrl starts with http:");
  }
  const ownName = `configmgr-sdk/${version}`;
  return {
    address,
    tls: address.protocol === "https:" ? readTlsOptions(address.hostname, tls) : undefined,
    credential,
    timeoutMs: whole("timeoutMs", timeoutMs, maxTimeoutMs),
    maxConcurrency: whole("maxConcurrency", maxConcurrency, 200),
    maxResponseBytes: whole("maxResponseBytes", maxResponseBytes, 0x1fff_ffe8),
    attempts: whole("retry.attempts", attempts, 100),
    totalMs: whole("retry.totalMs", totalMs, maxTimeoutMs),
    acceptMissingReturnValue: missingReturnValue === "accepted",
    updateRequest,
    connect: own.connect,
    userAgent: userAgent === undefined ? ownName : `${userAgent} ${ownName}`,
    onEvent: own.onEvent,
    clock,
    random,
  };
}

// Reads each option once, so that the transport uses exactly the values that it checked.
function copyOptions(options: AdminServiceOptions): AdminServiceOptions {
  if (!isObject(options)) throw new TypeError("AdminServiceTransport: options must be an object with baseUrl");
  return readMembersOf("AdminServiceTransport: options", () => {
    const { baseUrl, credential, tls, timeoutMs, maxConcurrency, maxResponseBytes, retry, missingReturnValue } =
      options;
    const { updateRequest, connect, userAgent, onEvent, clock, random } = options;
    const numbers = { timeoutMs, maxConcurrency, maxResponseBytes, retry };
    const rest = { missingReturnValue, updateRequest, connect, userAgent, onEvent, clock, random };
    return { baseUrl, credential, tls, ...numbers, ...rest };
  });
}

function copyRetry(retry: RetryOptions = {}): RetryOptions {
  if (!isObject(retry)) throw new TypeError("retry must be an object, or omitted");
  return readMembersOf("retry", () => {
    const { attempts, totalMs } = retry;
    return { attempts, totalMs };
  });
}

/** Whether a value can be the timeout of an attempt. */
export function isTimeout(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= maxTimeoutMs;
}

// Callers in JavaScript can pass any value.
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function whole(name: string, value: number, largest: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
  throw new RangeError(`${name} must be a whole number from 1 to ${largest}`);
}

function requireMethod(owner: string, value: unknown, name: string): void {
  requireFunction(
    `${owner}.${name}`,
    readMembersOf(owner, () => memberOf(value, name)),
  );
}

function requireFunction(name: string, value: unknown): void {
  if (typeof value !== "function") throw new TypeError(`${name} must be a function`);
}

function oneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new TypeError(`${name} must be one of "${allowed.join('", "')}"`);
}

// Refuses to run in jsdom, which replaces global classes, such as AbortSignal, by classes that Node's sockets do not
// accept.
function refuseJsdom(): void {
  const userAgent = memberOf(memberOf(globalThis, "navigator"), "userAgent");
  if (typeof userAgent !== "string" || !userAgent.includes("jsdom/")) return;
  throw new TypeError("jsdom is not supported: use the Node environment of the test runner for this file");
}
