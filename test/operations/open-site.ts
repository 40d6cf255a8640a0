import type { Clock } from "../../src/clock.js";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { createSimulatedSite, type SimulatedSite, type SimulatedSiteOptions } from "../../src/simulator/index.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";

/** A simulated site over real HTTPS, and a clock whose sleep advances the site. */
export interface OpenSite extends AsyncDisposable {
  readonly site: SimulatedSite;
  readonly transport: AdminServiceTransport;
  readonly clock: Clock;
  /** The requests that the transport sent, as `className` or `className.methodName`. */
  readonly requests: string[];
}

export async function openSite(options: SimulatedSiteOptions): Promise<OpenSite> {
  const site = createSimulatedSite({ siteCode: "P01", release: "2509", ...options });
  const server = await site.listen({ port: 0 });
  const requests: string[] = [];
  const transport = new AdminServiceTransport({
    baseUrl: server.baseUrl,
    tls: { ca: server.ca },
    retry: { attempts: 1 },
    onEvent: (event) => {
      if (event.type !== "attempt") return;
      const { className, methodName } = event.operation;
      requests.push(methodName === undefined ? className : `${className}.${methodName}`);
    },
  });
  let nowMs = 0;
  const clock: Clock = {
    now: () => nowMs,
    sleep: (ms) => {
      nowMs += ms;
      site.advance(ms);
      return Promise.resolve();
    },
  };
  return {
    site,
    transport,
    clock,
    requests,
    [Symbol.asyncDispose]: async () => {
      await transport.close();
      await server.close();
    },
  };
}

/** Returns the clock of a site. During its first sleep, another administrator refreshes P0100012. */
export function refreshOnFirstSleep({ transport, clock }: OpenSite): Clock {
  let isRefreshed = false;
  return {
    now: () => clock.now(),
    sleep: async (ms) => {
      if (!isRefreshed) await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" });
      isRefreshed = true;
      await clock.sleep(ms);
    },
  };
}
