import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RecordingTransport, ReplayingTransport, type Tape } from "../../examples/recording-transport.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { createSimulatedSite } from "../../src/simulator/index.js";
import type { ListeningSite } from "../../src/simulator/index.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { where } from "../../src/transport/filter.js";
import { collect } from "../support/open-transport.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const secret = "Password of the payroll server";

describe("the recording transport of the guides", () => {
  const site = createSimulatedSite({
    packages: [{ ...target, Name: secret, Description: secret, SourceVersion: 3, PkgSourcePath: "\\\\files\\payroll" }],
  });
  let server: ListeningSite;
  let transport: AdminServiceTransport;

  beforeAll(async () => {
    server = await site.listen();
    transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
  });
  afterAll(async () => {
    await transport.close();
    await server.close();
  });

  /** The content of a tape after it was written to a file and read again. */
  const fromFile = (tape: Tape): Tape => JSON.parse(JSON.stringify(tape)) as Tape;

  it("the recording transport returns the site's response unchanged", async () => {
    const recording = new RecordingTransport(transport);
    const read = await SMS_Package.get(recording, target.PackageID);
    expect(read.ok && read.value.Name).toBe(secret);
  });

  it("the recording contains no text from the site and no filter of a query", async () => {
    const recording = new RecordingTransport(transport);
    await SMS_Package.get(recording, target.PackageID);
    await collect(SMS_Package.query(recording, { where: where`Name eq ${secret}` }));
    await SMS_Package.get(recording, "P01FFFFF");
    const text = JSON.stringify(recording.tape);
    expect(text).not.toContain(secret);
    expect(text).not.toContain("payroll");
    expect(text).not.toContain("localhost");
    expect(text).toContain('"PackageID":"P0100012"');
  });

  it("the replaying transport returns the recorded reads, queries, method calls and failures without the site", async () => {
    const recording = new RecordingTransport(transport);
    const recorded = await runAll(recording);
    const calls = site.calls.length;
    expect(await runAll(new ReplayingTransport(fromFile(recording.tape)))).toEqual(recorded);
    expect(site.calls.length).toBe(calls);
  });

  it("the replaying transport returns the responses to the same request in the recorded order", async () => {
    const recording = new RecordingTransport(transport);
    const before = await sourceVersion(recording);
    await refreshPkgSource(recording, target);
    site.advance(600_000);
    const after = await sourceVersion(recording);
    expect(after).not.toBe(before);
    const replaying = new ReplayingTransport(fromFile(recording.tape));
    expect([await sourceVersion(replaying), await sourceVersion(replaying)]).toEqual([before, after]);
  });

  it("the replaying transport returns unsupported for a request that was not recorded", async () => {
    const replaying = new ReplayingTransport(new RecordingTransport(transport).tape);
    expect(await refreshPkgSource(replaying, target)).toMatchObject({ failure: { kind: "unsupported" } });
  });

  it("the recording transport has fewer than 100 lines of code", () => {
    const code = readFileSync(new URL("../../examples/recording-transport.ts", import.meta.url), "utf8");
    expect(code.trimEnd().split("\n").length).toBeLessThan(100);
  });
});

async function sourceVersion(transport: RecordingTransport | ReplayingTransport) {
  const read = await SMS_Package.get(transport, target.PackageID);
  return read.ok ? read.value.SourceVersion : read.failure.kind;
}

async function runAll(transport: RecordingTransport | ReplayingTransport) {
  const listed = await collect(SMS_Package.query(transport, { select: ["SourceVersion"] }));
  const refreshed = await refreshPkgSource(transport, target);
  const missing = await SMS_Package.get(transport, "P01FFFFF");
  return {
    versions: listed.map((row) => (row.ok ? row.value.SourceVersion : row.failure.kind)),
    phase: refreshed.ok ? refreshed.value.phase : refreshed.failure.kind,
    missing: missing.ok ? "found" : missing.failure.kind,
  };
}
