import { systemClock, type Clock } from "../../../clock.js";
import { version } from "../../../version.js";
import { parseBaseUrl, type ServiceAddress } from "../odata/base-url.js";
import type { Connect } from "../connection/connections.js";
import type { Credential } from "../credential/credential.js";
import type { TransportEvent } from "./events.js";
import type { UpdateRequest } from "../odata/requests.js";
import type { RetryOptions } from "./retry.js";
import { readTlsOptions, type TlsOptions, type TlsSettings } from "../connection/tls-settings.js";

/** Options of `AdminServiceTransport`. */
export interface AdminServiceOptions {
  /**
   * Ends in `/AdminService` or `/AdminService_TokenAuth`; the path of a cloud management gateway may stand in front.
   * `https:`, or `http:` on loopback.
   */
  readonly baseUrl: string;
  /** Signs each request; without one, requests go out unsigned. */
  readonly credential?: Credential | undefined;
  /** Whom to trust: authorities besides the system's, a pinned certificate, another name; a certificate of one's own. */
  readonly tls?: TlsOptions | undefined;
  /**
   * Limit for one attempt in milliseconds, from the moment that it has a connection slot. Default 30,000. The attempts of
   * a read have `retry.totalMs` in all.
   */
  readonly timeoutMs?: number | undefined;
  /** So many requests at once, at most; the service states a limit of 200 for one address. Default 8. */
  readonly maxConcurrency?: number | undefined;
  /** A larger answer is given up as `invalid-response`. Default 64 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** How often, and for how long in all, a read is tried again. Methods and writes are not. */
  readonly retry?: RetryOptions | undefined;
  /**
   * `"accepted"` takes a method's answer without a `ReturnValue` for a success without one. Default `"failure"`: it comes
   * back as `invalid-response`, since nobody can tell what it means.
   */
  readonly missingReturnValue?: "failure" | "accepted" | undefined;
  /**
   * Request that changes an object: `"post-keyed"`, `"put-keyed"`, `"patch-keyed"` or `"post-collection"` (the key is in
   * the body; a site creates a new object if the old one was deleted). Default: `"post-keyed"`.
   */
  readonly updateRequest?: UpdateRequest | undefined;
  /** Gives the socket of each connection, for networks that let nothing out but through a proxy. TLS runs over it. */
  readonly connect?: Connect | undefined;
  /** Stands in front of the library's own name in `User-Agent`. */
  readonly userAgent?: string | undefined;
  /** Is told of each attempt. */
  readonly onEvent?: ((event: TransportEvent) => void) | undefined;
  /** For tests: pauses between attempts are waited for on this clock. */
  readonly clock?: Clock | undefined;
  /** For tests: the dice behind the jitter of those pauses, from 0 to below 1. */
  readonly random?: (() => number) | undefined;
}

/** Options, checked and complete. */
export interface Settings {
  readonly address: ServiceAddress;
  readonly tls: TlsSettings | undefined;
  readonly credential: Credential | undefined;
  readonly timeoutMs: number;
  readonly maxConcurrency: number;
  readonly maxResponseBytes: number;
  readonly attempts: number;
  readonly totalMs: number;
  readonly acceptMissingReturnValue: boolean;
  readonly updateRequest: UpdateRequest;
  readonly connect: Connect | undefined;
  readonly userAgent: string;
  readonly onEvent: ((event: TransportEvent) => void) | undefined;
  readonly clock: Clock;
  readonly random: () => number;
}

/** What `setTimeout` can hold: about 24 days. */
const maxTimeoutMs = 0x7fff_ffff;

/** @throws TypeError or RangeError naming the option and what would be right. */
export function readOptions(options: AdminServiceOptions): Settings {
  const address = parseBaseUrl(options.baseUrl);
  const { userAgent, missingReturnValue = "failure", updateRequest = "post-keyed" } = options;
  if (userAgent !== undefined && !/^[\x20-\x7e]+$/.test(userAgent)) {
    throw new TypeError("userAgent must be printable ASCII text");
  }
  oneOf("missingReturnValue", missingReturnValue, ["failure", "accepted"]);
  oneOf("updateRequest", updateRequest, ["post-keyed", "put-keyed", "patch-keyed", "post-collection"]);
  const { authorize }: { readonly authorize?: unknown } = options.credential ?? { authorize: () => undefined };
  mayBeCalled("credential.authorize", authorize);
  for (const name of ["connect", "onEvent", "random"] as const) {
    if (options[name] !== undefined) mayBeCalled(name, options[name]);
  }
  if (address.protocol === "http:" && options.tls !== undefined) {
    throw new TypeError("tls means nothing for a baseUrl that starts with http:");
  }
  const ownName = `configmgr-sdk/${version}`;
  return {
    address,
    tls: address.protocol === "https:" ? readTlsOptions(address.hostname, options.tls) : undefined,
    credential: options.credential,
    timeoutMs: whole("timeoutMs", options.timeoutMs ?? 30_000, maxTimeoutMs),
    maxConcurrency: whole("maxConcurrency", options.maxConcurrency ?? 8, 200),
    maxResponseBytes: whole("maxResponseBytes", options.maxResponseBytes ?? 64 * 1024 * 1024, 0x1fff_ffe8),
    attempts: whole("retry.attempts", options.retry?.attempts ?? 4, 100),
    totalMs: whole("retry.totalMs", options.retry?.totalMs ?? 60_000, maxTimeoutMs),
    acceptMissingReturnValue: missingReturnValue === "accepted",
    updateRequest,
    connect: options.connect,
    userAgent: userAgent === undefined ? ownName : `${userAgent} ${ownName}`,
    onEvent: options.onEvent,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}

/** Whether a value may be the time limit of an attempt. */
export function isTimeout(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= maxTimeoutMs;
}

function whole(name: string, value: number, largest: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
  throw new RangeError(`${name} must be a whole number from 1 to ${largest}`);
}

function mayBeCalled(name: string, value: unknown): void {
  if (typeof value !== "function") throw new TypeError(`${name} must be a function`);
}

function oneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new TypeError(`${name} must be one of "${allowed.join('", "')}"`);
}
