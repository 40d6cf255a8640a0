import { performance } from "node:perf_hooks";
import type { Behavior, ServiceState } from "../settings/setting-types.js";
import { emptyResponse, htmlResponse, type SiteResponse, type SiteRequest } from "../http/response.js";

const windowMs = 1000;

/** HTTP.sys in front of the service: whether the service runs, and a limit of requests for each client address. */
export class ServiceFront {
  readonly #refusedSoFar = new WeakMap<object, number>();
  readonly #recent = new Map<string, number[]>();

  /** Passes a request to the service, or responds in its place. */
  async pass(
    request: SiteRequest,
    { serviceState, rateLimit }: Behavior,
    answer: () => Promise<SiteResponse>,
  ): Promise<SiteResponse> {
    if (rateLimit !== "off" && this.#isTooMuch(request.remoteAddress, rateLimit.requestsPerSecond)) {
      return rateLimit.answer === "refused" ? { kind: "reset" } : limited(rateLimit.answer);
    }
    if (serviceState === "dead-hang") return { kind: "hang" };
    if (serviceState === "down-503" || this.#isStillDown(serviceState)) return unavailable();
    if (serviceState === "reset") {
      // The site runs the request. The client cannot determine this, because the connection is closed.
      await answer();
      return { kind: "reset" };
    }
    if (typeof serviceState === "object" && "slowMs" in serviceState) {
      const late = await answer();
      await new Promise((resolve) => setTimeout(resolve, serviceState.slowMs));
      return late;
    }
    return await answer();
  }

  #isStillDown(serviceState: ServiceState): boolean {
    if (typeof serviceState !== "object" || !("unavailableRequests" in serviceState)) return false;
    const refused = this.#refusedSoFar.get(serviceState) ?? 0;
    this.#refusedSoFar.set(serviceState, refused + 1);
    return refused < serviceState.unavailableRequests;
  }

  #isTooMuch(remoteAddress: string, requestsPerSecond: number): boolean {
    const now = performance.now();
    const recent = (this.#recent.get(remoteAddress) ?? []).filter((at) => at > now - windowMs);
    recent.push(now);
    this.#recent.set(remoteAddress, recent);
    return recent.length > requestsPerSecond;
  }
}

/** HTTP.sys returns this page if the process of the service does not run (documented). */
function unavailable(): SiteResponse {
  return htmlResponse(503, "The service is unavailable.");
}

function limited(status: 429 | 503): SiteResponse {
  return emptyResponse(status, { "Retry-After": "1" });
}
