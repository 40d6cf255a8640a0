import { connect, type PeerCertificate } from "node:tls";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { createSimulatedSite, type BehaviorChanges, type SimulatedSite } from "../../src/simulator/index.js";
import { behaviorSchema, defaultBehavior } from "../../src/simulator/settings/behavior.js";

interface JsonSchema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const settings = (z.toJSONSchema(behaviorSchema) as JsonSchema).properties ?? {};

/** Returns each value that the schema of a setting lists. For any number and any text, it returns one value. */
function valuesOf({ const: constant, enum: names, anyOf, type, properties, required = [] }: JsonSchema): unknown[] {
  if (constant !== undefined) return [constant];
  if (names !== undefined) return [...names];
  if (anyOf !== undefined) return anyOf.flatMap(valuesOf);
  if (type === "boolean") return [true, false];
  if (type === "array") return [[], ["SMS_Package"]];
  if (type === "string") return ["api://other"];
  if (type !== "object") return [1];
  const members = Object.entries(properties ?? {}).map(([name, schema]) => [name, valuesOf(schema)] as const);
  const first = Object.fromEntries(members.filter(([name]) => required.includes(name)).map(([n, v]) => [n, v[0]]));
  return members.flatMap(([name, values]) => values.map((value) => ({ ...first, [name]: value })));
}

/** Other settings to combine with a value, because some values have an effect only together with another setting. */
const contexts: readonly BehaviorChanges[] = [
  {},
  { authentication: "negotiate" },
  { authentication: "bearer", cloudManagementGateway: {} },
  { returnValue: 5 },
  { arrayOfEmbeddedParameter: "accepted" },
  { patch: "merge" },
  { distribution: "one-fails" },
];

const hangMs = 300;
const service = "AdminService/wmi";
const refresh = "AdminService.RefreshPkgSource";
const claims = `e30.${Buffer.from('{"aud":"api://site"}').toString("base64url")}.x`;
const filter = "$filter=Name%20eq%20'A'";
const token = { "@odata.type": "#AdminService.SMS_ST_NonRecurring", StartTime: "2026-01-01T00:00:00Z" };

const requests: readonly (readonly [method: string, path: string, body?: unknown, authorization?: string])[] = [
  ["GET", `${service}/SMS_Package`],
  ["GET", `${service}/sms_package`],
  ["GET", `${service}/SMS_Package?${filter}`],
  ["GET", `${service}/SMS_Package?$filter=Name+eq+'A'`],
  ["GET", `${service}/SMS_Package('P0100012')`],
  ["GET", `${service}/SMS_Package('P01FFFFF')`],
  ["GET", `${service}/SMS_Package?$filter=Name%20eq%20'a%5Cb'`],
  ["GET", `${service}/SMS_TaskSequencePackage`],
  ["GET", `${service}/SMS_Package`, undefined, "Bearer no-role"],
  ["GET", `${service}/SMS_Package`, undefined, "NTLM abc"],
  ["GET", `${service}/SMS_Package`, undefined, "Bearer admin"],
  ["GET", "AdminService_TokenAuth/wmi/SMS_Package", undefined, "Bearer admin"],
  ["GET", `CCM_Proxy_ServerAuth/72057594037927941/${service}/SMS_Package`, undefined, `Bearer ${claims}`],
  ["POST", `${service}/SMS_ScheduleMethods.WriteToString`, { TokenData: [token] }, "Bearer admin"],
  ["PUT", `${service}/SMS_Package('P0100012')`, { Name: "B" }, "Bearer admin"],
  ["POST", `${service}/SMS_Package('P0100012')`, { Name: "C" }, "Bearer admin"],
  ["PATCH", `${service}/SMS_Package('P0100012')`, { Name: "D" }, "Bearer admin"],
  ["PUT", `${service}/SMS_Package('P0100013')`, { Name: "E" }, "Bearer admin"],
  ["POST", `${service}/SMS_Package('P0100012')/${refresh}`, {}, "Bearer admin"],
  ["POST", `${service}/SMS_BootImagePackage('P0100001')/${refresh}`, {}, "Bearer admin"],
  ["GET", `${service}/SMS_BootImagePackage('P0100001')`, undefined, "Bearer admin"],
  ["POST", `${service}/SMS_DriverPackage('P0100014')/${refresh}`, {}, "Bearer admin"],
  ["advance", "8000"],
  ["POST", `${service}/SMS_DriverPackage('P0100014')/${refresh}`, {}, "Bearer admin"],
  ["advance", "25000"],
  ["GET", `${service}/SMS_PackageStatusDistPointsSummarizer`, undefined, "Bearer admin"],
  ["advance", "600000"],
  ["GET", `${service}/SMS_PackageStatusDistPointsSummarizer`, undefined, "Bearer admin"],
  ["GET", `${service}/SMS_DistributionDPStatus`, undefined, "Bearer admin"],
  ["GET", `${service}/SMS_DriverPackage`, undefined, "Bearer admin"],
];

function siteWith(behavior: BehaviorChanges): SimulatedSite {
  return createSimulatedSite({
    startTime: new Date("2026-01-01T00:00:00Z"),
    packages: [
      { className: "SMS_BootImagePackage", PackageID: "P0100001" },
      { className: "SMS_Package", PackageID: "P0100012" },
      { className: "SMS_Package", PackageID: "P0100013" },
      { className: "SMS_DriverPackage", PackageID: "P0100014" },
      { className: "SMS_TaskSequencePackage", PackageID: "P010001F" },
    ],
    distributionPoints: ["DP01.contoso.com", "DP02.contoso.com"],
    accounts: [
      { name: "CONTOSO\\admin", roles: ["Full Administrator"], token: "admin" },
      { name: "CONTOSO\\gateway", roles: ["Full Administrator"], token: claims },
      { name: "CONTOSO\\no-role", roles: [], token: "no-role" },
    ],
    locks: [{ PackageID: "P0100013", user: "CONTOSO\\other" }],
    behavior,
  });
}

/** Records everything that a client can see of a site: statuses, headers, bodies and pauses. Random IDs are removed. */
async function transcript(behavior: BehaviorChanges): Promise<string> {
  const site = siteWith(behavior);
  const timers = vi.spyOn(globalThis, "setTimeout");
  const lines: string[] = [];
  for (const [method, path, body, Authorization] of requests) {
    if (method === "advance") {
      site.advance(Number(path));
      continue;
    }
    const seen = await answered(site, method, path, body, Authorization);
    lines.push(seen);
    if (seen === "no response") break;
  }
  const pauses = timers.mock.calls.map(([, ms]) => ms).filter((ms) => ms !== hangMs);
  timers.mockRestore();
  if (behavior.tls !== undefined) lines.push(await certificate(site));
  return [...lines, JSON.stringify(pauses)]
    .join("\n")
    .replaceAll(/[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}/giu, "ID");
}

async function answered(site: SimulatedSite, method: string, path: string, body: unknown, Authorization?: string) {
  const request = new Request(`https://cm01.contoso.com/${path}`, {
    method,
    headers: Authorization === undefined ? {} : { Authorization },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, hangMs, undefined)));
  const response = await Promise.race([site.fetch(request), hang]);
  clearTimeout(timer);
  if (response === undefined) return "no response";
  return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
}

async function certificate(site: SimulatedSite): Promise<string> {
  const server = await site.listen();
  const { port } = new URL(server.baseUrl);
  const peer = await new Promise<PeerCertificate>((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.on("error", reject);
  });
  await server.close();
  return `${peer.issuer.CN} ${peer.subject.CN} ${Date.parse(peer.valid_to) < Date.now() ? "expired" : "valid"}`;
}

afterEach(() => {
  vi.restoreAllMocks();
});

it("two sites with the same settings return the same responses", async () => {
  expect(await transcript({ tls: "private-root" })).toBe(await transcript({ tls: "private-root" }));
});

describe("settings of the simulated site", () => {
  it.each(Object.entries(settings))(
    "a client gets different responses for each two values of behavior.%s",
    async (name, schema) => {
      const standard = new Map<string, unknown>(Object.entries(defaultBehavior("2509"))).get(name);
      const values = [
        ...new Map([standard, ...valuesOf(schema)].map((value) => [JSON.stringify(value), value])).keys(),
      ];
      let alike = values.map((value) => ({ value, seen: "" }));
      for (const context of contexts) {
        const compared: typeof alike = [];
        for (const { value, seen } of alike) {
          const behavior = { ...context, [name]: JSON.parse(value) as unknown };
          compared.push({ value, seen: seen + (await transcript(behavior)) });
        }
        alike = compared.filter(({ seen }) => compared.filter((other) => other.seen === seen).length > 1);
        if (alike.length === 0) break;
      }
      expect(alike.map(({ value }) => value)).toEqual([]);
    },
  );
});
