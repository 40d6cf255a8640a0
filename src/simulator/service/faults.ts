import {
  emptyResponse,
  textResponse,
  type SiteResponse,
  type HttpResponse,
  type SiteRequest,
} from "../http/response.js";
import { parseFaults } from "../settings/faults.js";
import type { Fault, FaultEffect, FaultMatch } from "../settings/setting-types.js";

/** The faults of a site, and how often each was applied. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; passed: number; appliedCount: number }[] = [];

  constructor(faults: readonly Fault[]) {
    this.add(faults);
  }

  /**
   * Adds faults after the others.
   *
   * @throws TypeError if one is not valid. A fault that never applies would let a wrong test pass.
   */
  add(faults: readonly Fault[]): void {
    for (const fault of parseFaults(faults)) this.#waiting.push({ fault, passed: 0, appliedCount: 0 });
  }

  /** Removes all faults. */
  clear(): void {
    this.#waiting.length = 0;
  }

  /** Finds the effect for a request, and counts it. Returns `undefined` if no fault applies. */
  effectOn(request: SiteRequest): FaultEffect | undefined {
    for (const waiting of this.#waiting) {
      const { match, after = 0, times = Infinity, effect } = waiting.fault;
      if (!matches(match, request) || waiting.appliedCount >= times) continue;
      if (waiting.passed < after) {
        waiting.passed += 1;
        continue;
      }
      waiting.appliedCount += 1;
      return effect;
    }
    return undefined;
  }
}

/** Applies the effect of a fault to a request. */
export async function applyFault(
  effect: FaultEffect | undefined,
  answer: () => Promise<SiteResponse>,
): Promise<SiteResponse> {
  if (effect === undefined) return await answer();
  if ("status" in effect) {
    const { status, body, headers = {} } = effect;
    const empty = body === undefined || bodiless.has(status);
    const plain = empty ? emptyResponse(status) : textResponse(status, "application/json", body);
    return { ...plain, headers: { ...without(plain.headers, Object.keys(headers)), ...headers } };
  }
  if ("delayMs" in effect) {
    const late = await answer();
    await new Promise((resolve) => setTimeout(resolve, effect.delayMs));
    return late;
  }
  if ("cutAfterBytes" in effect) {
    const whole = await answer();
    const { cutAfterBytes } = effect;
    return whole.kind === "http" && Buffer.byteLength(whole.body) > cutAfterBytes ? { ...whole, cutAfterBytes } : whole;
  }
  const [kind, moment] = "reset" in effect ? (["reset", effect.reset] as const) : (["hang", effect.hang] as const);
  if (moment === "after-execution") await answer();
  return { kind };
}

const bodiless = new Set([204, 205, 304]);

function without(headers: HttpResponse["headers"], names: readonly string[]): HttpResponse["headers"] {
  const gone = new Set(names.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !gone.has(name.toLowerCase())));
}

function matches(match: FaultMatch | undefined, request: SiteRequest): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== request.method.toUpperCase()) return false;
  return match?.urlIncludes === undefined || decoded(request.url).includes(match.urlIncludes);
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
