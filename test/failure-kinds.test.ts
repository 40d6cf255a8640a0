import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Failure, FailureKind } from "../src/failure.js";
import { failureTraits } from "../src/failure-traits.js";
import { refreshAndWait } from "../src/operations/refresh-and-wait.js";
import { refreshPkgSource } from "../src/operations/refresh-pkg-source.js";
import { waitForDistribution } from "../src/operations/wait-for-distribution.js";
import { succeed, type Result } from "../src/result.js";
import type { FaultEffect } from "../src/simulator/index.js";
import { AdminServiceTransport } from "../src/transport/admin-service/admin-service-transport.js";
import { root } from "./docs/code-blocks.js";
import { openSite, type OpenSite } from "./operations/open-site.js";
import { call, openTransport, read } from "./support/open-transport.js";
import { scriptedServer } from "./support/scripted-server.js";

const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
const sequence = { className: "SMS_TaskSequencePackage", PackageID: "P010001F" } as const;
const httpSys = { server: "Microsoft-HTTPAPI/2.0" };
const page503 = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><h2>Service Unavailable</h2><p>HTTP Error 503.</p>';

type Cause = (opened: OpenSite) => Promise<Result<unknown>>;

/** For each kind, and for each value of `execution` that its type allows: an operation that fails in this way. */
const causes: {
  readonly [Kind in FailureKind]: Readonly<Record<Extract<Failure, { kind: Kind }>["execution"], Cause>>;
} = {
  "invalid-argument": {
    "not-executed": ({ transport }) => refreshPkgSource(transport, { ...target, PackageID: "12" }),
  },
  "not-acknowledged": {
    // @ts-expect-error does not compile without the acknowledgement
    "not-executed": ({ transport }) => refreshPkgSource(transport, sequence),
  },
  unauthenticated: { "not-executed": responseToCall(401) },
  "access-denied": {
    "not-executed": responseToCall(403),
    unknown: responseToCall(500, error("Access is denied. (0x80070005)")),
  },
  "not-found": { "not-executed": ({ transport }) => refreshPkgSource(transport, { ...target, PackageID: "P0100099" }) },
  unsupported: { "not-executed": responseToCall(501) },
  locked: { "not-executed": responseToCall(500, error("SEDO lock 0x40480732")) },
  "method-failed": {
    executed: ({ transport }) => {
      transport.execMethod = () => Promise.resolve(succeed({ returnValue: 5, outParameters: {} }));
      return refreshPkgSource(transport, target);
    },
  },
  "provider-error": {
    "not-executed": responseToRead(500, error("Something failed")),
    unknown: responseToCall(500, error("Something failed")),
  },
  throttled: {
    "not-executed": responseToCall(429, "", httpSys),
    unknown: responseToCall(429, "", { via: "1.1 gate" }),
  },
  unavailable: { "not-executed": responseToCall(503, page503, httpSys), unknown: responseToCall(502) },
  certificate: {
    "not-executed": async () => {
      await using server = await scriptedServer(() => undefined);
      await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl });
      return await call(transport);
    },
  },
  network: {
    "not-executed": withFault("GET", { reset: "before" }, ({ transport }) => read(transport)),
    unknown: withFault("POST", { reset: "before" }, ({ transport }) => call(transport)),
  },
  timeout: {
    "not-executed": withFault("GET", { hang: "before" }, ({ transport }) => read(transport, { timeoutMs: 50 })),
    executed: ({ transport, clock }) => refreshAndWait(transport, target, { clock, timeoutMs: 1000 }),
    unknown: withFault("POST", { hang: "before" }, async ({ transport }) => {
      // Opens the connection, so that the timeout of the call ends after its request was sent.
      await read(transport);
      return call(transport, { timeoutMs: 200 });
    }),
  },
  aborted: {
    "not-executed": ({ transport }) => call(transport, { signal: AbortSignal.abort() }),
    executed: ({ transport, clock }) => {
      const controller = new AbortController();
      const sleep = () => {
        controller.abort();
        return Promise.resolve();
      };
      return refreshAndWait(transport, target, { clock: { ...clock, sleep }, signal: controller.signal });
    },
    unknown: async () => {
      const controller = new AbortController();
      await using server = await scriptedServer(() => {
        controller.abort();
      });
      await using transport = openTransport(server);
      return await call(transport, { signal: controller.signal });
    },
  },
  "invalid-response": { "not-executed": responseToRead(200, "<html>"), unknown: responseToCall(200, "<html>") },
  // The package of the site has no distribution points.
  "not-distributed": {
    "not-executed": ({ transport, clock }) =>
      waitForDistribution(transport, target.PackageID, { sourceVersion: 3, clock }),
    executed: ({ transport, clock }) => refreshAndWait(transport, target, { clock }),
    unknown: withFault("POST", { reset: "after-execution" }, ({ transport, clock }) =>
      refreshAndWait(transport, target, { clock }),
    ),
  },
};

const kinds = Object.keys(failureTraits);
const allowed = Object.fromEntries(Object.entries(causes).map(([kind, of]) => [kind, Object.keys(of).sort()]));
const examples = Object.entries(causes).flatMap(([kind, byExecution]) =>
  Object.entries<Cause>(byExecution).map(([execution, cause]) => ({ kind, execution, cause })),
);

it.each(examples)("the library creates the failure kind $kind with execution $execution", async (example) => {
  const { kind, execution, cause } = example;
  await using opened = await openSite({ packages: [{ ...target, SourceVersion: 3 }], distributionPoints: [] });
  expect(await cause(opened)).toMatchObject({ ok: false, failure: { kind, execution } });
});

describe("the documentation of failure kinds", () => {
  const rows = documented("README.md", "| kind ", "\n\n").split("\n").slice(2);
  const sections = documented("docs/failures.md", "\n## Each kind\n", "\n## ").split("\n### ").slice(1);

  it("README has one row for each failure kind, with the values of execution that the type of the kind allows", () => {
    const found = rows.map((row) => row.split("|")).flatMap(([, names = "", , values = ""]) => entries(names, values));
    expect(Object.fromEntries(found)).toEqual(allowed);
    expect(found).toHaveLength(kinds.length);
  });

  it("docs/failures.md has one section for each failure kind, with the same values of execution", () => {
    const found = sections.flatMap((section) => entries(section.split("\n")[0] ?? "", section));
    expect(Object.fromEntries(found)).toEqual(allowed);
    expect(found).toHaveLength(kinds.length);
  });
});

it.each(Object.entries(failureTraits))("the advice of the failure kind %s is a full sentence", (_kind, { advice }) => {
  expect(advice).toMatch(/^[A-Z].*\.$/);
});

/** Runs an operation while each request with this HTTP method has a fault. */
function withFault(method: string, effect: FaultEffect, operation: Cause): Cause {
  return (opened) => {
    opened.site.addFault({ match: { method }, effect });
    return operation(opened);
  };
}

function responseToCall(status: number, body = "", headers: Readonly<Record<string, string>> = {}): Cause {
  return withFault("POST", { status, body, headers }, ({ transport }) => call(transport));
}

function responseToRead(status: number, body: string): Cause {
  return withFault("GET", { status, body }, ({ transport }) => read(transport));
}

/** A JSON error of the AdminService. */
function error(message: string): string {
  return JSON.stringify({ error: { code: "500", message } });
}

/** The part of a page between two texts. */
function documented(page: string, start: string, end: string): string {
  return readFileSync(join(root, page), "utf8").split(start)[1]?.split(end)[0] ?? "";
}

/** The failure kinds in the first text, each with the values of `execution` in the second text. */
function entries(names: string, values: string): [kind: string, executions: string[]][] {
  const executions = [...new Set(values.match(/`(not-executed|executed|unknown)`/g))];
  const sorted = executions.map((value) => value.slice(1, -1)).sort();
  return (names.match(/[a-z-]+/g) ?? []).map((kind) => [kind, sorted]);
}
