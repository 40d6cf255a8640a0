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
import { createRandom } from "./random.js";
import { judgeClaims, type Claim, type Report } from "./report.js";
import { TcpProxy } from "./tcp-proxy.js";
import { TlsProxy } from "./tls-proxy.js";

const pointName = "DP01.CONTOSO.COM";
const tcpProxies = 4;
const tlsConcurrency = 4;
const waitMs = 400;
const pollMs = 20;

/**
 * Sends calls through proxies that apply network faults. Compares the library's result of each call with the site's call log.
 *
 * @param seed - the same seed gives the same calls and faults
 */
export async function runCampaign({ seed, calls }: { readonly seed: number; readonly calls: number }): Promise<Report> {
  const plans = planCalls(calls, tcpProxies, createRandom(seed));
  const site = createSimulatedSite({
    distributionPoints: [{ name: pointName }],
    packages: plans
      .filter(({ operation }) => operation !== "missing")
      .map(({ PackageID, operation }) => ({
        className: "SMS_Package",
        PackageID,
        distributionPoints: operation === "wait" ? [pointName] : [],
      })),
    // At this speed, a new version reaches the distribution point within milliseconds.
    speed: 100_000,
  });
  const listening = await site.listen();
  const { authority, leaf } = await sharedCertificates();
  const sitePort = Number(new URL(listening.baseUrl).port);
  // With this clock, the pauses between the attempts of a read take no time.
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
    const tlsPlans = plans.filter(({ route }) => route.proxy === "tls").values();
    const workers = Array.from({ length: tlsConcurrency }, async () => {
      for (const plan of tlsPlans) claims.push(await throughTls(site, tlsTransport, tls, plan));
    });
    const tcpRuns = Array.from({ length: tcpProxies }, async (_, proxyNumber) => {
      await using tcp = await TcpProxy.open(sitePort);
      const transport = open(tcp.port);
      for (const plan of plans) {
        if (plan.route.proxy === "tcp" && plan.route.proxyNumber === proxyNumber) {
          claims.push(await throughTcp(site, transport, tcp, plan));
        }
      }
      await transport.close();
      // Waits, because a delayed request can still reach the site.
      await tcp.drained();
    });
    await Promise.all([...workers, ...tcpRuns]);
  }
  // The site might still run a request that arrived completely just before its connection broke.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const written = await writtenDescriptions(site, plans);
  await listening.close();
  return judgeClaims({ seed, claims, callLog: site.calls, written });
}

async function throughTls(
  site: SimulatedSite,
  transport: AdminServiceTransport,
  proxy: TlsProxy,
  plan: CallPlan,
): Promise<Claim> {
  const { route, operation, PackageID } = plan;
  // These operations read before they call. The fault must apply to the method call, which is a POST.
  const method = operation === "confirm" || operation === "wait" ? "POST" : "any";
  if (route.proxy === "tls" && route.fault !== undefined) proxy.plan(PackageID, route.fault, method);
  return { plan, ...(await runBesideOthers(site, transport, plan)), trace: { mayHaveWritten: true } };
}

async function throughTcp(
  site: SimulatedSite,
  transport: AdminServiceTransport,
  proxy: TcpProxy,
  plan: CallPlan,
): Promise<Claim> {
  const { route } = plan;
  if (route.proxy !== "tcp") throw new TypeError("not a plan for this proxy");
  if (route.connection !== "kept") proxy.closeIdle();
  if (route.connection === "dropped") await proxy.drained();
  const trace = proxy.begin(route.fault);
  return { plan, ...(await runBesideOthers(site, transport, plan)), trace };
}

/** Runs a call. In the meantime, another administrator might refresh the same package directly on the site. */
async function runBesideOthers(
  site: SimulatedSite,
  transport: AdminServiceTransport,
  plan: CallPlan,
): Promise<Pick<Claim, "execution" | "kind" | "otherRefreshes">> {
  const { PackageID, otherRefreshAfterMs } = plan;
  if (otherRefreshAfterMs === undefined) return { ...(await run(transport, plan)), otherRefreshes: 0 };
  const refreshByOther = async () => {
    await new Promise((resolve) => setTimeout(resolve, otherRefreshAfterMs));
    const url = `https://localhost/AdminService/wmi/SMS_Package('${PackageID}')/AdminService.RefreshPkgSource`;
    const headers = { "Content-Type": "application/json" };
    return await site.fetch(new Request(url, { method: "POST", body: "{}", headers }));
  };
  const [claim, other] = await Promise.all([run(transport, plan), refreshByOther()]);
  return { ...claim, otherRefreshes: other.ok ? 1 : 0 };
}

/** Runs the operation, and returns whether the site ran a method or a write, according to the library. A read runs nothing. */
async function run(transport: AdminServiceTransport, plan: CallPlan): Promise<Pick<Claim, "execution" | "kind">> {
  const { PackageID, timeoutMs } = plan;
  const target = { className: "SMS_Package", PackageID } as const;
  const path = { className: "SMS_Package", keys: { PackageID } };
  switch (plan.operation) {
    case "refresh":
    case "missing":
      return claimOf(await refreshPkgSource(transport, target, { timeoutMs }));
    case "confirm": {
      const confirm = { timeoutMs: waitMs, intervalMs: pollMs };
      const result = await refreshPkgSource(transport, target, { timeoutMs, confirm });
      return result.ok ? claimOfVersion(result.value.confirmed, result.value.phase === "accepted") : claimOf(result);
    }
    case "wait": {
      const limits = { timeoutMs: 2 * waitMs, intervalMs: pollMs, callTimeoutMs: timeoutMs };
      const result = await refreshAndWait(transport, target, limits);
      return result.ok ? claimOfVersion(result.value.confirmed, false) : claimOf(result);
    }
    case "set source site":
      return claimOf(await setSourceSite(transport, target, "P02", { timeoutMs }));
    case "write":
      return claimOf(await transport.putInstance(path, { Description: descriptionOf(plan) }, { timeoutMs }));
    case "read": {
      const result = await transport.getObject(path, { timeoutMs });
      return result.ok ? { execution: "not-executed", kind: "read" } : claimOf(result);
    }
  }
}

/** A refresh that succeeded was executed, except if no response proves the call and the version increase is ambiguous. */
function claimOfVersion(
  confirmed: RefreshConfirmed | undefined,
  isAccepted: boolean,
): { execution: Execution; kind: string } {
  const isUncertain = !isAccepted && confirmed?.ambiguous === true;
  return { execution: isUncertain ? "unknown" : "executed", kind: "success" };
}

function claimOf(result: Result<unknown>): { execution: Execution; kind: string } {
  return result.ok
    ? { execution: "executed", kind: "success" }
    : { execution: result.failure.execution, kind: result.failure.kind };
}

function descriptionOf(plan: CallPlan): string {
  return `written to ${plan.PackageID}`;
}

/** Returns the IDs of the packages that have the Description that the campaign wrote. */
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
