import type { TransportEvent } from "configmgr-sdk";
import type { Logger } from "pino";

/** Returns a function for `onEvent` that writes one log line for each attempt to send a request. */
export function logTo(logger: Logger): (event: TransportEvent) => void {
  return (event) => {
    if (event.type !== "attempt") {
      logger.warn("certificates are not checked on this transport");
      return;
    }
    const {
      id,
      attempt,
      operation,
      status,
      durationMs,
      queuedMs,
      bytes,
      failure,
    } = event;
    const line = {
      requestId: id,
      attempt,
      ...operation,
      status,
      durationMs,
      queuedMs,
      bytes,
      failure,
    };
    if (failure === undefined) logger.info(line, "the attempt succeeded");
    else logger.warn(line, "the attempt failed");
  };
}
