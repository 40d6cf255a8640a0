import { isDate } from "node:util/types";
import { defaultBehavior, turned, type Behavior, type BehaviorChanges } from "./settings/behavior.js";
import { describe } from "./settings/behavior-evidence.js";
import { makeCertificate } from "./http/certificates.js";
import { SiteClock } from "./state/clock.js";
import { ContentScripts } from "./state/content-scripts.js";
import { createState } from "./state/create-state.js";
import { DistributionManager } from "./state/distribution-manager.js";
import { exportSeed } from "./state/export-seed.js";
import { Faults } from "./service/faults.js";
import type { Fault } from "./settings/faults.js";
import { filledUp } from "./default-seed/fill-up.js";
import { answerWebRequest } from "./http/web-request.js";
import { isJsonObject } from "./values/json.js";
import { methodsNotSimulated } from "./methods/method-registry.js";
import { listen, type ListeningSite } from "./http/listener.js";
import { ObjectLocks } from "./state/object-locks.js";
import type { Answer, SiteRequest } from "./http/answer.js";
import { Accounts } from "./service/authentication.js";
import { serve, type ServiceParts } from "./service/service.js";
import { ServiceFront } from "./service/service-front.js";
import { ServiceLog } from "./service/service-log.js";
import { parseScript, parseSeed, type ContentScript, type SiteSeed } from "./settings/seed.js";
import type { SimulatedSiteOptions } from "./settings/site-options.js";
import type { SmsProvider } from "./provider/sms-provider.js";
import type { Call } from "./state/state.js";

/** A simulated site: the AdminService of a site that does not exist. */
export interface SimulatedSite {
  /**
   * Answers one request without a socket. Never rejects; a broken connection comes as `Response.error()`, as does a request
   * that was aborted or whose body can't be read, which the site does not work on.
   */
  fetch(request: Request): Promise<Response>;
  /** Listens with HTTPS on loopback; port 0, the default, takes any that is free. */
  listen(options?: { readonly port?: number | undefined }): Promise<ListeningSite>;
  /** Every provider method that really ran, in order. */
  readonly calls: readonly Call[];
  /** The last lines of `AdminService.log`. */
  readonly log: readonly string[];
  /** Moves the site's clock forward, in milliseconds; throws RangeError for what is no span. */
  advance(ms: number): void;
  /** Turns switches while the site runs; throws TypeError for a switch or a position that there isn't. */
  setBehavior(changes: BehaviorChanges): void;
  /** Says of each way of the site, one to a line, how sure it is (documented, seen, inferred) and where from. */
  describeBehavior(): string;
  /**
   * The site as a seed that another one can start from. How transfers went is not part of it: in the other site, every
   * point has the present version of its packages.
   */
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
 * @throws TypeError where the seed is not valid or contradicts itself, a fault is none or `startTime` no time; RangeError
 *   for a negative `speed`.
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
  // JavaScript may give anything here, null for one.
  const untyped: unknown = options;
  if (!isJsonObject(untyped)) throw new TypeError("createSimulatedSite takes its options as an object, or none");
  const { faults: givenFaults = [], startTime = new Date(), speed = 0, readOnly = false, ...given } = options;
  if (!(Number.isFinite(speed) && speed >= 0)) throw new RangeError("speed must be 0 or more: no clock runs backwards");
  if (!isDate(startTime) || Number.isNaN(startTime.getTime()))
    throw new TypeError("startTime must be a Date with a time");
  const seed = parseSeed(given);
  const release = seed.release ?? "2509";
  const defaults = defaultBehavior(release);
  let behavior: Behavior = turned(defaults, seed.behavior ?? {});
  const clock = new SiteClock({ startMs: startTime.getTime(), speed });
  const scripts = new ContentScripts(seed.contentScripts ?? {});
  const current = (): Behavior => behavior;
  const state = createState(filledUp(seed), clock, current);
  const distribution = new DistributionManager(state, clock, current, scripts);
  const locks = new ObjectLocks(state, clock, current);
  const provider: SmsProvider = { release, readOnly, state, clock, scripts, distribution, locks, behavior: current };
  const faults = new Faults(givenFaults);
  const log = new ServiceLog();
  const front = new ServiceFront(current);
  const parts: ServiceParts = { provider, accounts: new Accounts(seed.accounts), front, faults, log };
  const answer = async (request: SiteRequest): Promise<Answer> => await serve(parts, request);

  return {
    fetch: async (request) => await answerWebRequest(request, answer),
    listen: async ({ port = 0 } = {}) => await listen(await makeCertificate(behavior.tls), port, answer),
    calls: state.calls,
    log: log.lines,
    advance: (ms) => {
      clock.advance(ms);
    },
    setBehavior: (changes) => {
      behavior = turned(behavior, changes);
    },
    describeBehavior: () => describe(behavior, defaults, methodsNotSimulated()),
    exportSeed: () => {
      clock.catchUp();
      return exportSeed(seed, state, behavior, scripts);
    },
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
