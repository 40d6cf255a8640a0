import type { OperationInfo, FailureKind } from "../../../failure.js";

/** Event at the end of each attempt to send a request. */
export interface AttemptEvent {
  readonly type: "attempt";
  /** The same as `requestId` of a failure. */
  readonly id: string;
  /** 1 for the first attempt of this request. */
  readonly attempt: number;
  readonly operation: OperationInfo;
  /** HTTP status. Absent if there was no response. */
  readonly status?: number;
  /** Milliseconds since the attempt got its connection slot. */
  readonly durationMs: number;
  /** Milliseconds that the attempt waited for its connection slot. */
  readonly queuedMs: number;
  /** Size of the response body in bytes. 0 if the body was not read to its end. */
  readonly bytes: number;
  /** Response headers from an allow-list, without credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** Set if the attempt failed. */
  readonly failure?: FailureKind;
}

/** Event of a transport that does not check certificates. Emitted once, when the transport is created. */
export interface UntrustedEvent {
  readonly type: "dangerously-trusting-any-certificate";
}

/** An event for `onEvent`. It never contains a body or a credential. */
export type TransportEvent = AttemptEvent | UntrustedEvent;

/**
 * Calls a listener and ignores its errors and rejections: a logger must not change the result of a call that the site ran.
 */
export function emit(listener: ((event: TransportEvent) => unknown) | undefined, event: TransportEvent): void {
  try {
    const returned = listener?.(event);
    // `resolve` accepts every object with `then`, because a listener can return the promise of another library.
    Promise.resolve(returned).catch(() => undefined);
  } catch {
    // The error is not reported, because the library writes nothing by itself.
  }
}
