import {
  AdminServiceTransport,
  refreshAndWait,
  refreshPkgSource,
  setSourceSite,
  type Execution,
  type RefreshConfirmed,
  type Result,
} from "../../src/index.js";
import { createSimulatedSite, type SimulatedSite } from "../../src/simulator/index.js";
import { sharedCertificates } from "../support/scripted-server.js";
import { planCalls, type CallPlan } from "./call-plan.js";
import { createDice } from "./dice.js";
import { judgeClaims, type Claim, type Report } from "./report.js";
import { TcpProxy } from "./tcp-proxy.js";
import { TlsProxy } from "./tls-proxy.js";

const pointName = "DP01.CONTOSO.COM";
const tcpLanes = 4;
const tlsConcurrency = 4;
const waitMs = 400;
const pollMs = 20;

/**
 * Sends calls through proxies that break them, and compares the library's result of each with the calls that the site ran.
 *
 * @param seed - the same seed gives the same calls and faults
 */
export async function runCampaign({ seed, calls }: { readonly seed: number; readonly calls: number }): Promise<Report> {
  const plans = planCalls(calls, tcpLanes, createDice(seed));
  const site = createSimulatedSite({
    distributionPoints: [{ name: pointName }],
    packages: plans
      .filter(({ errand }) => errand !== "missing")
      .map(({ PackageID, errand }) => ({
        className: "SMS_Package",
        PackageID,
        distributionPoints: errand === "wait" ? [pointName] : [],
      })),
    // A version increases and reaches the distribution point within milliseconds.
    speed: 100_000,
  });
  const listening = await site.listen();
  const { authority, leaf } = await sharedCertificates();
  const sitePort = Number(new URL(listening.baseUrl).port);
  // Pauses between attempts of a read take no time.
  const clock = { now: () => performance.now(), sleep: () => Promise.resolve() };
  const open = (port: number) =>
    new AdminServiceTransport({
      baseUrl: `https://localhost:${port}/AdminService`,
      tls: { ca: [listening.ca, authority.cert] },
      maxConcurrency: tlsConcurrency,
      clock,
    });

  const claims: Claim[] = [];
  {
    await using tls = await TlsProxy.open({ port: sitePort, ca: listening.ca }, leaf);
    await using tlsTransport = open(tls.port);
    const tlsPlans = plans.filter(({ way }) => way.proxy === "tls").values();
    const workers = Array.from({ length: tlsConcurrency }, async () => {
      for (const plan of tlsPlans) claims.push(await throughTls(site, tlsTransport, tls, plan));
    });
    const lanes = Array.from({ length: tcpLanes }, async (_, lane) => {
      await using tcp = await TcpProxy.open(sitePort);
      const transport = open(tcp.port);
      for (const plan of plans) {
        if (plan.way.proxy === "tcp" && plan.way.lane === lane) {
          claims.push(await throughTcp(site, transport, tcp, plan));
        }
      }
      await transport.close();
      // A delayed request can still reach the site.
      await tcp.drained();
    });
    await Promise.all([...workers, ...lanes]);
  }
  // The site might still run a request that arrived completely just before its connection broke.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const written = await writtenDescriptions(site, plans);
  await listening.close();
  return judgeClaims({ seed, claims, ledger: site.calls, written });
}

async function throughTls(
  site: SimulatedSite,
  transport: AdminServiceTransport,
  proxy: TlsProxy,
  plan: CallPlan,
): Promise<Claim> {
  const { way, errand, PackageID } = plan;
  // A confirmed refresh reads before it calls. The fault must apply to the call.
  const method = errand === "confirm" || errand === "wait" ? "POST" : "any";
  if (way.proxy === "tls" && way.fault !== undefined) proxy.plan(PackageID, way.fault, method);
  return { plan, ...(await runBesideOthers(site, transport, plan)), trace: { mayHaveWritten: true } };
}

async function throughTcp(
  site: SimulatedSite,
  transport: AdminServiceTransport,
  proxy: TcpProxy,
  plan: CallPlan,
): Promise<Claim> {
  const { way } = plan;
  if (way.proxy !== "tcp") throw new TypeError("not a plan for this proxy");
  if (way.connection !== "kept") proxy.closeIdle();
  if (way.connection === "dropped") await proxy.drained();
  const trace = proxy.begin(way.fault);
  return { plan, ...(await runBesideOthers(site, transport, plan)), trace };
}

/** Runs a call. In the meantime, another administrator might refresh the same package directly on the site. */
async function runBesideOthers(
  site: SimulatedSite,
  transport: AdminServiceTransport,
  plan: CallPlan,
): Promise<Pick<Claim, "says" | "kind" | "otherRefreshes">> {
  const { PackageID, otherRefreshAfterMs } = plan;
  if (otherRefreshAfterMs === undefined) return { ...(await run(transport, plan)), otherRefreshes: 0 };
  const refreshByOther = async () => {
    await new Promise((resolve) => setTimeout(resolve, otherRefreshAfterMs));
    const url = `https://localhost/AdminService/wmi/SMS_Package('${PackageID}')/AdminService.RefreshPkgSource`;
    const headers = { "Content-Type": "application/json" };
    return await site.fetch(new Request(url, { method: "POST", body: "{}", headers }));
  };
  const [said, other] = await Promise.all([run(transport, plan), refreshByOther()]);
  return { ...said, otherRefreshes: other.ok ? 1 : 0 };
}

/** Whether the site ran a call, according to the library. A read that returned an object is not counted. */
async function run(transport: AdminServiceTransport, plan: CallPlan): Promise<Pick<Claim, "says" | "kind">> {
  const { PackageID, timeoutMs } = plan;
  const target = { className: "SMS_Package", PackageID } as const;
  const path = { className: "SMS_Package", keys: { PackageID } };
  switch (plan.errand) {
    case "refresh":
    case "missing":
      return saysOf(await refreshPkgSource(transport, target, { timeoutMs }));
    case "confirm": {
      const confirm = { timeoutMs: waitMs, intervalMs: pollMs };
      const result = await refreshPkgSource(transport, target, { timeoutMs, confirm });
      return result.ok ? saysOfVersion(result.value.confirmed, result.value.phase === "accepted") : saysOf(result);
    }
    case "wait": {
      const limits = { timeoutMs: 2 * waitMs, intervalMs: pollMs, callTimeoutMs: timeoutMs };
      const result = await refreshAndWait(transport, target, limits);
      return result.ok ? saysOfVersion(result.value.confirmed, false) : saysOf(result);
    }
    case "set source site":
      return saysOf(await setSourceSite(transport, target, "P02", { timeoutMs }));
    case "write":
      return saysOf(await transport.putInstance(path, { Description: descriptionOf(plan) }, { timeoutMs }));
    case "read": {
      const result = await transport.getObject(path, { timeoutMs });
      return result.ok ? { says: "not-executed", kind: "read" } : saysOf(result);
    }
  }
}

/** A refresh that succeeded ran, unless the library calls the version increase ambiguous and no response proves the call. */
function saysOfVersion(
  confirmed: RefreshConfirmed | undefined,
  isAccepted: boolean,
): { says: Execution; kind: string } {
  const isUncertain = !isAccepted && confirmed?.ambiguous === true;
  return { says: isUncertain ? "unknown" : "executed", kind: "success" };
}

function saysOf(result: Result<unknown>): { says: Execution; kind: string } {
  return result.ok
    ? { says: "executed", kind: "success" }
    : { says: result.failure.execution, kind: result.failure.kind };
}

function descriptionOf(plan: CallPlan): string {
  return `written to ${plan.PackageID}`;
}

/** IDs of the packages that have the written value. */
async function writtenDescriptions(site: SimulatedSite, plans: readonly CallPlan[]): Promise<ReadonlySet<string>> {
  const response = await site.fetch(
    new Request("https://localhost/AdminService/wmi/SMS_Package?$select=PackageID,Description"),
  );
  const { value } = (await response.json()) as { value: { PackageID: string; Description: string }[] };
  const descriptions = new Map(value.map(({ PackageID, Description }) => [PackageID, Description]));
  return new Set(
    plans.filter((plan) => descriptions.get(plan.PackageID) === descriptionOf(plan)).map(({ PackageID }) => PackageID),
  );
}
