import { defaultBehavior, turned, type Behavior, type BehaviorChanges } from "./behavior.js";
import { describe } from "./behavior-evidence.js";
import { makeCertificate } from "./certificates.js";
import { SiteClock } from "./clock.js";
import { ContentScripts } from "./content-scripts.js";
import { createState } from "./create-state.js";
import { DistributionManager } from "./distribution.js";
import { exportSeed } from "./export-seed.js";
import { Faults, type Fault } from "./faults.js";
import { fromWebRequest, toWebResponse } from "./fetch.js";
import { listen, type ListeningSite } from "./listener.js";
import { ObjectLocks } from "./object-locks.js";
import type { Answer, SiteRequest } from "./requests/answer.js";
import { Accounts } from "./requests/authentication.js";
import { serve, type ServiceParts } from "./requests/service.js";
import { ServiceFront } from "./requests/service-front.js";
import { ServiceLog } from "./service-log.js";
import { parseScript, parseSeed, type ContentScript, type SiteSeed } from "./seed.js";
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
  /** The last lines of `AdminService.log`. */
  readonly log: readonly string[];
  /** Moves the site's clock forward, in milliseconds. */
  advance(ms: number): void;
  /** Turns switches while the site runs; throws TypeError for a switch or a position that there isn't. */
  setBehavior(changes: BehaviorChanges): void;
  /** Says of each way of the site, one to a line, how sure it is (documented, seen, inferred) and where from. */
  describeBehavior(): string;
  /** The site as a seed that another one can start from. Transfers under way are not part of it. */
  exportSeed(): SiteSeed;
  /** Adds a fault; throws TypeError for what is none. */
  addFault(fault: Fault): void;
  /** Takes all faults away. */
  clearFaults(): void;
  /** Says what becomes of a package's next refreshes; throws TypeError for what is no script. */
  scriptContent(PackageID: string, script: ContentScript): void;
}

/**
 * Makes a simulated site, which speaks the AdminService as real ones were seen to. It is not evidence about ConfigMgr.
 *
 * @throws TypeError where the seed is not valid or contradicts itself, or a fault is none; RangeError for a negative
 *   `speed`.
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
  const { faults: givenFaults = [], startTime = new Date(), speed = 0, readOnly = false, ...given } = options;
  if (!(Number.isFinite(speed) && speed >= 0)) throw new RangeError("speed must be 0 or more: no clock runs backwards");
  const seed = parseSeed(given);
  const release = seed.release ?? "2509";
  const defaults = defaultBehavior(release);
  let behavior: Behavior = turned(defaults, seed.behavior ?? {});
  const clock = new SiteClock({ startMs: startTime.getTime(), speed });
  const state = createState(seed, clock);
  const scripts = new ContentScripts(seed.contentScripts ?? {});
  const current = (): Behavior => behavior;
  const distribution = new DistributionManager(state, clock, current, scripts);
  const locks = new ObjectLocks(state, clock, current);
  const provider: SmsProvider = { release, readOnly, state, clock, scripts, distribution, locks, behavior: current };
  const faults = new Faults(givenFaults);
  const log = new ServiceLog();
  const front = new ServiceFront(current);
  const parts: ServiceParts = { provider, accounts: new Accounts(seed.accounts), front, faults, log };
  const answer = async (request: SiteRequest): Promise<Answer> => await serve(parts, request);

  return {
    fetch: async (request) => await toWebResponse(await answer(await fromWebRequest(request)), request.signal),
    listen: async ({ port = 0 } = {}) => await listen(await makeCertificate(behavior.tls), port, answer),
    calls: state.calls,
    log: log.lines,
    advance: (ms) => {
      clock.advance(ms);
    },
    setBehavior: (changes) => {
      behavior = turned(behavior, changes);
    },
    describeBehavior: () => describe(behavior, defaults),
    exportSeed: () => exportSeed(seed, state, behavior, scripts),
    addFault: (fault) => {
      faults.add(fault);
    },
    clearFaults: () => {
      faults.clear();
    },
    scriptContent: (PackageID, script) => {
      scripts.set(PackageID, parseScript(script));
    },
  };
}
