// Attempts as spans, named by class and method: npx tsx examples/tracing-with-opentelemetry.ts
import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { BasicTracerProvider, ConsoleSpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { refreshPkgSource, SMS_Package, type TransportEvent } from "configmgr-sdk";
import { openSimulatedSite } from "./simulated-site.js";

const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] });
trace.setGlobalTracerProvider(provider);
const tracer = trace.getTracer("configmgr-sdk");

/** An event comes when its attempt has ended, so the span begins in the past. */
function toSpan(event: TransportEvent): void {
  if (event.type !== "attempt") return;
  const { className, methodName, PackageID } = event.operation;
  const endTime = Date.now();
  const span = tracer.startSpan(methodName === undefined ? className : `${className}.${methodName}`, {
    kind: SpanKind.CLIENT,
    startTime: endTime - event.durationMs,
    attributes: {
      "configmgr.request_id": event.id,
      "configmgr.attempt": event.attempt,
      ...(PackageID !== undefined && { "configmgr.package_id": PackageID }),
      ...(event.status !== undefined && { "http.response.status_code": event.status }),
    },
  });
  if (event.failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: event.failure });
  span.end(endTime);
}

const { transport, close } = await openSimulatedSite({}, { onEvent: toSpan });
await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
await SMS_Package.get(transport, "P01FFFFF");
await close();
await provider.shutdown();
