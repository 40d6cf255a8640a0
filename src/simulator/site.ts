import { isDate } from "node:util/types";
import { changedBehavior, defaultBehavior } from "./settings/behavior.js";
import type { BehaviorChanges, ContentScript, SiteSeed, SimulatedSiteOptions } from "./settings/setting-types.js";
import type { Fault } from "./settings/faults.js";
import { describeSettings } from "./settings/behavior-evidence.js";
import { makeCertificate } from "./http/certificates.js";
import { SiteClock } from "./state/clock.js";
import { createState, exportSeed } from "./state/seed-conversion.js";
import { DistributionManager } from "./state/distribution-manager.js";
import { Faults } from "./service/faults.js";
import { withDefaults } from "./default-seed/default-seed.js";
import { respondToWebRequest } from "./http/web-request.js";
import { isJsonObject } from "./values/json.js";
import { methodsNotSimulated } from "./methods/method-registry.js";
import { listen, type ListeningSite } from "./http/listener.js";
import { ObjectLocks } from "./state/object-locks.js";
import type { SiteResponse, SiteRequest } from "./http/response.js";
import { Accounts } from "./service/authentication.js";
import { serve, type ServiceParts, ServiceLog } from "./service/service.js";
import { ServiceFront } from "./service/service-front.js";
import { parseScript, parseSeed } from "./settings/seed.js";
import type { SmsProvider } from "./provider/sms-provider.js";
import type { Call } from "./state/state.js";

/** A simulated site with an AdminService. */
export interface SimulatedSite {
  /**
   * Handles one request without a socket. Never rejects. Returns `Response.error()` if the site closes the connection. If
   * the request is aborted or its body cannot be read, the site does not run the request and also returns
   * `Response.error()`.
   */
  fetch(request: Request): Promise<Response>;
  /** Starts an HTTPS server on 127.0.0.1. Default: port 0, any free port. Throws RangeError for an invalid port. */
  listen(options?: { readonly port?: number | undefined }): Promise<ListeningSite>;
  /** Call log: every method of the SMS Provider that ran, in order. */
  readonly calls: readonly Call[];
  /** The last 1000 lines of the simulated `AdminService.log`. */
  readonly log: readonly string[];
  /** Advances the site's clock, in milliseconds. Throws RangeError if `ms` is negative or not a finite number. */
  advance(ms: number): void;
  /** Changes settings while the site runs. Throws TypeError for an unknown setting or value. */
  setBehavior(changes: BehaviorChanges): void;
  /**
   * Lists each behavior of the site with its label (documented, seen, inferred) and source, then each method that is not
   * simulated, one on a line.
   */
  describeBehavior(): string;
  /**
   * Returns the contents and settings of the site, from which another site can start. The seed does not contain the results
   * of transfers: in the other site, each distribution point has the current version of its packages.
   */
  exportSeed(): SiteSeed;
  /** Adds a fault after the existing ones. Throws TypeError if the fault is not valid. */
  addFault(fault: Fault): void;
  /** Removes all faults. */
  clearFaults(): void;
  /** Sets the result of the next refreshes of a package. Throws TypeError if the script is not valid. */
  scriptContent(PackageID: string, script: ContentScript): void;
}

/**
 * Makes a simulated site, which responds as real sites were observed to respond. Its behavior is not evidence about
 * ConfigMgr.
 *
 * @throws TypeError if the seed is not valid or contradicts itself, or a fault or `startTime` is not valid; RangeError if
 *   `speed` is negative or not a finite number.
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
  // From JavaScript, `options` can be any value, for example null.
  const untyped: unknown = options;
  if (!isJsonObject(untyped)) throw new TypeError("createSimulatedSite: options must be an object, or omitted");
  const { faults: givenFaults = [], startTime = new Date(), speed = 0, readOnly = false, ...given } = options;
  if (!(Number.isFinite(speed) && speed >= 0))
    throw new RangeError("createSimulatedSite: speed must be a finite number, 0 or more");
  if (!isDate(startTime) || Number.isNaN(startTime.getTime()))
    throw new TypeError("createSimulatedSite: startTime must be a valid Date");
  const seed = parseSeed(given);
  const defaults = defaultBehavior(seed.release ?? "2509");
  const clock = new SiteClock({ startMs: startTime.getTime(), speed });
  const state = createState(withDefaults(seed), clock, changedBehavior(defaults, seed.behavior ?? {}));
  const distribution = new DistributionManager(state);
  const locks = new ObjectLocks(state);
  const provider: SmsProvider = { readOnly, state, distribution, locks };
  const faults = new Faults(givenFaults);
  const log = new ServiceLog();
  const accounts = new Accounts(seed.accounts);
  const parts: ServiceParts = { provider, accounts, front: new ServiceFront(), faults, log };
  const respond = async (request: SiteRequest): Promise<SiteResponse> => await serve(parts, request);

  return {
    fetch: async (request) => await respondToWebRequest(request, respond),
    listen: async ({ port = 0 } = {}) => await listen(await makeCertificate(state.behavior.tls), port, respond),
    calls: state.calls,
    log: log.lines,
    advance: (ms) => {
      clock.advance(ms);
    },
    setBehavior: (changes) => {
      state.behavior = changedBehavior(state.behavior, changes);
    },
    describeBehavior: () => describeSettings(state.behavior, defaults, methodsNotSimulated()),
    exportSeed: () => {
      clock.catchUp();
      return exportSeed(seed, state);
    },
    addFault: (fault) => {
      faults.add([fault]);
    },
    clearFaults: () => {
      faults.clear();
    },
    scriptContent: (PackageID, script) => {
      state.scripts.set(PackageID.toUpperCase(), parseScript(script));
    },
  };
}
