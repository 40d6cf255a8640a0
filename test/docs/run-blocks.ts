// Runs code blocks as their readers do: imports each block, then calls each of its exported functions with a separate
// simulated site. Runs in a separate process, because blocks write to the console, read files, and intercept a host name.
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { trace } from "@opentelemetry/api";
import { setupServer } from "msw/node";
import { AdminServiceTransport, bearer, type Failure, type Transport } from "configmgr-sdk";
import { handlersFor } from "configmgr-sdk/msw";
import { createSimulatedSite } from "configmgr-sdk/simulator";
import { systemClock } from "../../src/clock.js";
import type { BlockFile, BlockReport } from "./block-files.js";

// Pauses between polls are a hundred times shorter than the default of ten seconds.
const sleep = systemClock.sleep.bind(systemClock);
systemClock.sleep = (ms, signal) => sleep(ms / 100, signal);

// A function of a block that runs longer is reported without a return value.
const functionTimeoutMs = 30_000;

const failure: Failure = {
  kind: "not-found",
  execution: "not-executed",
  message: "There is no package P0100012",
  operation: { className: "SMS_Package" },
};

const tokenCredential = {
  getToken: () => Promise.resolve({ token: "a-token", expiresOnTimestamp: Date.now() + 3_600_000 }),
};

/** The arguments with which a function of a block is called, by parameter name. */
const argumentsByName: Readonly<Record<string, unknown>> = {
  PackageID: "P0100012",
  targets: [{ className: "SMS_Package", PackageID: "P0100012" }],
  notStarted: [{ className: "SMS_DriverPackage", PackageID: "P0100013" }],
  accepted: [{ PackageID: "P0100012", sourceVersion: 1 }],
  summary: { done: [], failed: [], unknown: [], notStarted: [], sourceEnded: true },
  nalPath: '["Display=\\\\DP01.contoso.com\\"]MSWNET:["SMS_SITE=P01"]\\\\DP01.contoso.com\\',
  name: "7-Zip",
  line: "SMS_Package;P0100012",
  signal: new AbortController().signal,
  copyFiles: () => Promise.resolve({ ok: true, value: "copied" }),
  failure,
  tokenCredential,
  credential: bearer(tokenCredential, { scope: "https://ConfigMgrService/.default" }),
  proxy: new URL("http://proxy.contoso.com:3128"),
  authorization: "Basic dGVzdDp0ZXN0",
  throughProxy: () => undefined,
  logger: { info: () => undefined, warn: () => undefined },
  tracer: trace.getTracer("guides"),
};

const [, , manifest = "", output = ""] = process.argv;
const blocks = JSON.parse(readFileSync(manifest, "utf8")) as BlockFile[];
for (const method of ["log", "error", "warn"] as const) console[method] = () => undefined;

const reports = await runSome(blocks.filter(({ needs }) => needs === "nothing"));

const msw = setupServer(...handlersFor(freshSite(), { baseUrl: "https://provider.contoso.com/AdminService" }));
msw.listen({ onUnhandledRequest: "bypass" });
reports.push(...(await runSome(blocks.filter(({ needs }) => needs === "host name"))));
msw.close();
// These blocks run one at a time, because each intercepts all requests of this process.
for (const block of blocks.filter(({ needs }) => needs === "msw")) reports.push(await run(block));
writeFileSync(output, JSON.stringify(reports));
process.exit(0);

/** Runs eight blocks at a time. If all run at once, a function can exceed its time while it waits for the others. */
async function runSome(waiting: readonly BlockFile[]): Promise<BlockReport[]> {
  const queue = [...waiting];
  const done: BlockReport[] = [];
  const runNext = async () => {
    for (let block = queue.shift(); block !== undefined; block = queue.shift()) done.push(await run(block));
  };
  await Promise.all(Array.from({ length: 8 }, runNext));
  return done;
}

async function run(block: BlockFile): Promise<BlockReport> {
  const report: BlockReport = { where: block.where, called: [], uncalled: [], errors: [] };
  try {
    const exported = (await import(pathToFileURL(block.file).href)) as Record<
      string,
      (...values: unknown[]) => unknown
    >;
    for (const { name, parameters } of block.functions) {
      await using site = await openSite();
      const values = parameters.map((parameter) => valueFor(parameter, site.transport));
      if (values.includes(undefined)) {
        report.uncalled.push(name);
        continue;
      }
      const returned: unknown = await Promise.race([exported[name]?.(...values), pause(functionTimeoutMs)]);
      const calls = site.calls.map(({ methodName, PackageID = "" }) => `${methodName} ${PackageID}`);
      report.called.push({ name, calls, ...(typeof returned === "string" && { returned }) });
    }
  } catch (error) {
    // A block can read certificates and key files that only its reader has.
    const needsFile = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!needsFile) report.errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return report;
}

function valueFor({ name, type }: { readonly name: string; readonly type: string }, transport: Transport): unknown {
  return /^(Transport|AdminServiceTransport)$/.test(type) ? transport : argumentsByName[name];
}

async function openSite() {
  const site = freshSite();
  const server = await site.listen();
  const transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
  const close = async () => {
    await transport.close();
    await server.close();
  };
  return { transport, calls: site.calls, [Symbol.asyncDispose]: close };
}

function freshSite() {
  return createSimulatedSite({
    siteCode: "P01",
    otherSites: ["P02"],
    speed: 3_600,
    distributionPoints: ["DP01.contoso.com", "DP02.contoso.com"],
    packages: [
      {
        className: "SMS_Package",
        PackageID: "P0100012",
        Name: "7-Zip",
        PkgSourceFlag: 2,
        PkgSourcePath: "\\\\files\\7zip",
      },
      { className: "SMS_DriverPackage", PackageID: "P0100013", Name: "Drivers" },
      { className: "SMS_OperatingSystemInstallPackage", PackageID: "P0100014", Name: "Windows 11" },
      { className: "SMS_TaskSequencePackage", PackageID: "P010001F", Name: "Deployment" },
    ],
  });
}
