import {
  emptyResponse,
  textResponse,
  type SiteResponse,
  type HttpResponse,
  type SiteRequest,
} from "../http/response.js";
import { parseFaults, type Fault, type FaultEffect, type FaultMatch } from "../settings/faults.js";

/** The faults of a simulated site, with the number of requests that each was applied to. */
export class Faults {
  readonly #entries: { readonly fault: Fault; skippedCount: number; appliedCount: number }[] = [];

  constructor(faults: readonly Fault[]) {
    this.add(faults);
  }

  /**
   * Adds faults after the existing ones.
   *
   * @throws TypeError if a fault is not valid. Such a fault would never apply, and a test that needs it could pass wrongly.
   */
  add(faults: readonly Fault[]): void {
    for (const fault of parseFaults(faults)) this.#entries.push({ fault, skippedCount: 0, appliedCount: 0 });
  }

  /** Removes all faults. */
  clear(): void {
    this.#entries.length = 0;
  }

  /** Returns the effect of the first fault that applies to a request, or `undefined`. Counts the request. */
  effectOn(request: SiteRequest): FaultEffect | undefined {
    for (const entry of this.#entries) {
      const { match, after = 0, times = Infinity, effect } = entry.fault;
      if (!matches(match, request) || entry.appliedCount >= times) continue;
      if (entry.skippedCount < after) {
        entry.skippedCount += 1;
        continue;
      }
      entry.appliedCount += 1;
      return effect;
    }
    return undefined;
  }
}

/** Applies the effect of a fault to a request. `respond` runs the request; `before` effects do not call it. */
export async function applyFault(
  effect: FaultEffect | undefined,
  respond: () => Promise<SiteResponse>,
): Promise<SiteResponse> {
  if (effect === undefined) return await respond();
  if ("status" in effect) {
    const { status, body, headers = {} } = effect;
    const empty = body === undefined || bodiless.has(status);
    const plain = empty ? emptyResponse(status) : textResponse(status, "application/json", body);
    return { ...plain, headers: { ...without(plain.headers, Object.keys(headers)), ...headers } };
  }
  if ("delayMs" in effect) {
    const response = await respond();
    await new Promise((resolve) => setTimeout(resolve, effect.delayMs));
    return response;
  }
  if ("cutAfterBytes" in effect) {
    const response = await respond();
    const { cutAfterBytes } = effect;
    const isLonger = response.kind === "http" && Buffer.byteLength(response.body) > cutAfterBytes;
    return isLonger ? { ...response, cutAfterBytes } : response;
  }
  const [kind, moment] = "reset" in effect ? (["reset", effect.reset] as const) : (["hang", effect.hang] as const);
  if (moment === "after-execution") await respond();
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
