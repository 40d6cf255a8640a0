import { SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import type { TransportEvent } from "configmgr-sdk";

/**
 * Returns a function for `onEvent` that creates one span for each attempt, as a child of the span that is active at the
 * call.
 */
export function traceTo(tracer: Tracer): (event: TransportEvent) => void {
  return (event) => {
    if (event.type !== "attempt") return;
    const { className, methodName, PackageID } = event.operation;
    // The library calls `onEvent` when the attempt has ended.
    const endTime = Date.now();
    const span = tracer.startSpan(
      methodName === undefined ? className : `${className}.${methodName}`,
      {
        kind: SpanKind.CLIENT,
        startTime: endTime - event.durationMs,
        attributes: {
          "configmgr.class": className,
          ...(methodName !== undefined && { "configmgr.method": methodName }),
          ...(PackageID !== undefined && { "configmgr.package_id": PackageID }),
          "configmgr.request_id": event.id,
          "configmgr.queued_ms": event.queuedMs,
          ...(event.attempt > 1 && {
            "http.request.resend_count": event.attempt - 1,
          }),
          ...(event.status !== undefined && {
            "http.response.status_code": event.status,
          }),
          ...(event.failure !== undefined && { "error.type": event.failure }),
        },
      },
    );
    if (event.failure !== undefined)
      span.setStatus({ code: SpanStatusCode.ERROR, message: event.failure });
    span.end(endTime);
  };
}
