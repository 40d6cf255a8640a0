import type { OperationInfo, FailureKind } from "../../../failure.js";

/** One attempt to send a request ended. */
export interface AttemptEvent {
  readonly type: "attempt";
  /** The same as `requestId` of a failure. */
  readonly id: string;
  /** 1 for the first attempt of this request. */
  readonly attempt: number;
  readonly operation: OperationInfo;
  /** Absent where no answer came. */
  readonly status?: number;
  /** From the moment that the attempt had a connection slot, in milliseconds. */
  readonly durationMs: number;
  /** Time spent waiting for that slot, in milliseconds. */
  readonly queuedMs: number;
  /** Size of the answer's body in bytes; 0 where it was not read to its end. */
  readonly bytes: number;
  /** Response headers that are known to hold no secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** Set where the attempt failed. */
  readonly failure?: FailureKind;
}

/** Certificates are not checked on this transport: emitted once, before its first request. */
export interface UntrustedEvent {
  readonly type: "dangerously-trusting-any-certificate";
}

/** What `onEvent` is told. Never a body, never a credential. */
export type TransportEvent = AttemptEvent | UntrustedEvent;

/**
 * Tells a listener. What it throws, or rejects with where it is async, is its own affair: a logger must not be able to
 * fail a call that the site ran, and the library writes nothing by itself.
 */
export function emit(listener: ((event: TransportEvent) => unknown) | undefined, event: TransportEvent): void {
  try {
    const told = listener?.(event);
    if (told instanceof Promise) told.catch(() => undefined);
  } catch {
    // Nowhere to report it.
  }
}
