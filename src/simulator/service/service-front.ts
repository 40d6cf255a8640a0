import { performance } from "node:perf_hooks";
import { applyFault } from "./faults.js";
import type { FaultEffect } from "../settings/faults.js";
import type { Behavior, ServiceState } from "../settings/setting-types.js";
import { emptyResponse, htmlResponse, type SiteResponse, type SiteRequest } from "../http/response.js";

const windowMs = 1000;

/** Simulates HTTP.sys, which receives requests first: a stopped AdminService, and a limit for each client address. */
export class ServiceFront {
  readonly #refusedCounts = new WeakMap<object, number>();
  readonly #recent = new Map<string, number[]>();

  /** Passes a request to the AdminService. Responds itself if the service is stopped or the limit is exceeded. */
  async pass(
    request: SiteRequest,
    { serviceState, rateLimit }: Behavior,
    respond: () => Promise<SiteResponse>,
  ): Promise<SiteResponse> {
    if (rateLimit !== "off" && this.#isAboveLimit(request.remoteAddress, rateLimit.requestsPerSecond)) {
      return rateLimit.answer === "refused" ? { kind: "reset" } : limited(rateLimit.answer);
    }
    if (serviceState === "down-503" || this.#isStillDown(serviceState)) return unavailable();
    return await applyFault(effectOf(serviceState), respond);
  }

  #isStillDown(serviceState: ServiceState): boolean {
    if (typeof serviceState !== "object" || !("unavailableRequests" in serviceState)) return false;
    const refused = this.#refusedCounts.get(serviceState) ?? 0;
    this.#refusedCounts.set(serviceState, refused + 1);
    return refused < serviceState.unavailableRequests;
  }

  #isAboveLimit(remoteAddress: string, requestsPerSecond: number): boolean {
    const now = performance.now();
    const recent = (this.#recent.get(remoteAddress) ?? []).filter((at) => at > now - windowMs);
    recent.push(now);
    this.#recent.set(remoteAddress, recent);
    return recent.length > requestsPerSecond;
  }
}

function effectOf(serviceState: ServiceState): FaultEffect | undefined {
  if (serviceState === "dead-hang") return { hang: "before" };
  if (serviceState === "reset") return { reset: "after-execution" };
  return typeof serviceState === "object" && "slowMs" in serviceState ? { delayMs: serviceState.slowMs } : undefined;
}

/** Makes the page that HTTP.sys returns if the process of the AdminService does not run (documented). */
function unavailable(): SiteResponse {
  return htmlResponse(503, "The service is unavailable.");
}

function limited(status: 429 | 503): SiteResponse {
  return emptyResponse(status, { "Retry-After": "1" });
}
