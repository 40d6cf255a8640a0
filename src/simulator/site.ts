import type { Account } from "./accounts.js";
import { defaultBehavior, type Behavior } from "./behavior.js";
import { makeCertificate } from "./certificates.js";
import { SiteClock } from "./clock.js";
import { ContentScripts, type ContentScript } from "./content-scripts.js";
import { createState } from "./create-state.js";
import { DistributionManager } from "./distribution.js";
import { Faults, underEffect, type Fault } from "./faults.js";
import { fromWebRequest, toWebResponse } from "./fetch.js";
import { listen, type ListeningSite } from "./listener.js";
import { ObjectLocks } from "./object-locks.js";
import type { Answer, SiteRequest } from "./requests/answer.js";
import { entranceFor, noService, route } from "./requests/router.js";
import type { SimulatedSiteOptions } from "./site-options.js";
import type { SmsProvider } from "./sms-provider.js";
import type { Call } from "./state.js";

/** A simulated site: the AdminService of a site that does not exist. */
export interface SimulatedSite {
  /** Answers one request without a socket. Never rejects; a broken connection comes as `Response.error()`. */
  fetch(request: Request): Promise<Response>;
  /** Listens with HTTPS on loopback; port 0, the default, takes any that is free. */
  listen(options?: { readonly port?: number | undefined }): Promise<ListeningSite>;
  /** Every provider method that really ran, in order. */
  readonly calls: readonly Call[];
  /** Moves the site's clock forward, in milliseconds. */
  advance(ms: number): void;
  /** Turns switches while the site runs. */
  setBehavior(changes: Partial<Behavior>): void;
  /** Adds a fault. */
  addFault(fault: Fault): void;
  /** Takes all faults away. */
  clearFaults(): void;
  /** Says what becomes of a package's next refreshes. */
  scriptContent(PackageID: string, script: ContentScript): void;
}

/**
 * Makes a simulated site, which speaks the AdminService as real ones were seen to. It is not evidence about ConfigMgr.
 *
 * @throws TypeError where the seed contradicts itself.
 * @example
 * ```ts
 * import { createSimulatedSite } from "configmgr-sdk/simulator";
 *
 * export async function firstName(): Promise<string> {
 *   const site = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100012", Name: "Tools" }] });
 *   const response = await site.fetch(new Request("https://localhost/AdminService/wmi/SMS_Package?$select=Name"));
 *   return await response.text();
 * }
 * ```
 */
export function createSimulatedSite(options: SimulatedSiteOptions = {}): SimulatedSite {
  const release = options.release ?? "2509";
  let behavior: Behavior = { ...defaultBehavior(release), ...options.behavior };
  const clock = new SiteClock({ startMs: (options.startTime ?? new Date()).getTime(), speed: options.speed ?? 0 });
  const state = createState(options, clock);
  const scripts = new ContentScripts(options.contentScripts ?? {});
  const current = (): Behavior => behavior;
  const distribution = new DistributionManager(state, clock, current, scripts);
  const locks = new ObjectLocks(state, clock, current);
  const provider: SmsProvider = { release, state, clock, scripts, distribution, locks, behavior: current };
  const faults = new Faults(options.faults ?? []);
  const administrator: Account = { name: "CONTOSO\\cmadmin", roles: ["Full Administrator"] };

  const answer = async (request: SiteRequest): Promise<Answer> => {
    clock.catchUp();
    return await underEffect(faults.strike(request), async () => {
      const entrance = entranceFor(request);
      return entrance === undefined ? noService() : await route(provider, request, entrance, administrator);
    });
  };

  return {
    fetch: async (request) => await toWebResponse(await answer(await fromWebRequest(request)), request.signal),
    listen: async ({ port = 0 } = {}) => await listen(await makeCertificate(behavior.tls), port, answer),
    calls: state.calls,
    advance: (ms) => {
      clock.advance(ms);
    },
    setBehavior: (changes) => {
      behavior = { ...behavior, ...changes };
    },
    addFault: (fault) => {
      faults.add(fault);
    },
    clearFaults: () => {
      faults.clear();
    },
    scriptContent: (PackageID, script) => {
      scripts.set(PackageID, script);
    },
  };
}
