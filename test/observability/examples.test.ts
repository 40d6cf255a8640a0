import { SpanStatusCode } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { readFileSync } from "node:fs";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { logTo } from "../../examples/observability/log-with-pino.js";
import { traceTo } from "../../examples/observability/trace-with-opentelemetry.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import type { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { TransportEvent } from "../../src/transport/admin-service/exchange/events.js";
import { openSite, secretName, target, token } from "./support.js";

/** A refresh, a read of a package with a secret name, and a read of a package that does not exist. */
async function work(transport: AdminServiceTransport) {
  await refreshPkgSource(transport, target);
  await SMS_Package.get(transport, target.PackageID);
  return await SMS_Package.get(transport, "P01FFFFF");
}

async function observed(onEvent: (event: TransportEvent) => void) {
  const { server, transport } = await openSite(onEvent);
  try {
    return await work(transport);
  } finally {
    await transport.close();
    await server.close();
  }
}

function expectNoSecrets(text: string) {
  for (const secret of [token, secretName, "localhost", "127.0.0.1", "Bearer"]) expect(text).not.toContain(secret);
}

describe("the log with pino", () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => lines.push(line) });

  it("the log has a line for each attempt, and the line of a failed attempt has the requestId of the failure", async () => {
    const missing = await observed(logTo(logger));
    const log = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log).toMatchObject([
      { level: 30, className: "SMS_Package", methodName: "RefreshPkgSource", PackageID: "P0100012", status: 201 },
      { level: 30, className: "SMS_Package", PackageID: "P0100012", status: 200 },
      { level: 40, className: "SMS_Package", PackageID: "P01FFFFF", status: 404, failure: "not-found" },
    ]);
    expect(log.map(({ requestId }) => requestId).indexOf(missing.ok ? "" : missing.failure.requestId)).toBe(2);
  });

  it("the log contains no secret", () => {
    expect(lines).not.toEqual([]);
    expectNoSecrets(lines.join(""));
  });

  it("the log has a warning if certificates are not checked", () => {
    lines.length = 0;
    logTo(logger)({ type: "dangerously-trusting-any-certificate" });
    expect(lines.join("")).toContain('"level":40');
  });
});

describe("the trace with OpenTelemetry", () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

  it("the trace has a span for each attempt, named after class and method", async () => {
    await observed(traceTo(provider.getTracer("test")));
    const spans = exporter.getFinishedSpans();
    expect(spans.map(({ name }) => name)).toEqual(["SMS_Package.RefreshPkgSource", "SMS_Package", "SMS_Package"]);
    expect(spans[0]?.attributes).toMatchObject({
      "http.response.status_code": 201,
      "configmgr.package_id": "P0100012",
    });
    expect(spans[2]?.attributes).toMatchObject({ "error.type": "not-found" });
    expect(spans.map(({ status }) => status.code)).toEqual([
      SpanStatusCode.UNSET,
      SpanStatusCode.UNSET,
      SpanStatusCode.ERROR,
    ]);
  });

  it("the trace contains no secret", () => {
    const spans = exporter.getFinishedSpans();
    expect(spans).not.toEqual([]);
    expectNoSecrets(
      JSON.stringify(spans.map(({ name, attributes, status, events }) => [name, attributes, status, events])),
    );
  });

  it("a span starts and ends with its attempt", () => {
    exporter.reset();
    const operation = { className: "SMS_Package" };
    const measures = { durationMs: 1500, queuedMs: 0, bytes: 0, headers: {} };
    traceTo(provider.getTracer("test"))({ type: "attempt", id: "1", attempt: 2, operation, ...measures });
    const [span] = exporter.getFinishedSpans();
    expect(span?.duration).toEqual([1, 500_000_000]);
    expect(span?.attributes["http.request.resend_count"]).toBe(1);
  });
});

describe("the page on observability", () => {
  it.each(["log-with-pino", "trace-with-opentelemetry"])(
    "the page contains the code of the example %s unchanged",
    (example) => {
      const page = readFileSync(new URL("../../docs/observability.md", import.meta.url), "utf8");
      const code = readFileSync(new URL(`../../examples/observability/${example}.ts`, import.meta.url), "utf8");
      expect(page).toContain("```ts\n" + code + "```");
    },
  );
});
