/**
 * Shows a log and a trace of the same calls to a simulated site: `npx tsx examples/observability.ts`. Exits with 1 if the
 * log
 * does not have exactly one line with the request ID of the failure.
 */
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { AdminServiceTransport, refreshPkgSource, SMS_Package } from "configmgr-sdk";
import { createSimulatedSite } from "configmgr-sdk/simulator";
import { pino } from "pino";
import { logTo } from "./observability/log-with-pino.js";
import { traceTo } from "./observability/trace-with-opentelemetry.js";

const lines: string[] = [];
const log = logTo(pino({ base: { site: "P01" } }, { write: (line) => lines.push(line) }));
const spans = new InMemorySpanExporter();
const tracing = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const trace = traceTo(tracing.getTracer("observability example"));

const site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100012" }] });
const server = await site.listen();
const transport = new AdminServiceTransport({
  baseUrl: server.baseUrl,
  tls: { ca: server.ca },
  userAgent: "nightly-refresh/2.1",
  onEvent: (event) => {
    log(event);
    trace(event);
  },
});
await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
const missing = await SMS_Package.get(transport, "P01FFFFF");

console.log("The log:");
for (const line of lines) console.log(`  ${line.trim()}`);
console.log("The spans:");
for (const { name, attributes } of spans.getFinishedSpans()) console.log(`  ${name} ${JSON.stringify(attributes)}`);

const requestId = missing.ok ? undefined : missing.failure.requestId;
const joined = lines.filter((line) => line.includes(`"requestId":"${requestId}"`));
console.log(`The failure has requestId ${requestId}. Log lines with this requestId: ${joined.length}`);
if (requestId === undefined || joined.length !== 1) process.exitCode = 1;

await transport.close();
await server.close();
