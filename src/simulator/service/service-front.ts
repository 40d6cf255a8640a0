import { performance } from "node:perf_hooks";
import type { Behavior, ServiceState } from "../settings/behavior.js";
import { emptyAnswer, htmlAnswer, type Answer, type SiteRequest } from "../http/answer.js";

const windowMs = 1000;

/** What stands in front of the service: HTTP.sys with the process behind it up or down, and a limit for each address. */
export class ServiceFront {
  readonly #behavior: () => Behavior;
  readonly #refusedSoFar = new WeakMap<object, number>();
  readonly #recent = new Map<string, number[]>();

  constructor(behavior: () => Behavior) {
    this.#behavior = behavior;
  }

  /** Lets a request through to the service, or answers in its place. */
  async pass(request: SiteRequest, answer: () => Promise<Answer>): Promise<Answer> {
    const { serviceState, rateLimit } = this.#behavior();
    if (rateLimit !== "off" && this.#isTooMuch(request.remoteAddress, rateLimit.requestsPerSecond)) {
      return rateLimit.answer === "refused" ? { kind: "reset" } : limited(rateLimit.answer);
    }
    if (serviceState === "dead-hang") return { kind: "hang" };
    if (serviceState === "down-503" || this.#isStillDown(serviceState)) return unavailable();
    if (serviceState === "reset") {
      // The request was read and worked on; nobody outside can know (outcome unknown).
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

/** HTTP.sys answers for a process that is gone (documented). */
function unavailable(): Answer {
  return htmlAnswer(503, "Service Unavailable", "The service is unavailable.");
}

function limited(status: 429 | 503): Answer {
  return emptyAnswer(status, { "Retry-After": "1" });
}
