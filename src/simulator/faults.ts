import type { Answer, SiteRequest } from "./requests/answer.js";
import { emptyAnswer, textAnswer } from "./requests/answer.js";

/** Which requests a fault strikes. */
export interface FaultMatch {
  readonly method?: string | undefined;
  /** Text that the URL holds, after decoding. */
  readonly urlIncludes?: string | undefined;
}

/** What goes wrong. */
export type FaultEffect =
  | {
      readonly status: number;
      readonly body?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** The connection breaks before the site did anything, or after it did everything. */
  | { readonly reset: "before" | "after" }
  | { readonly hang: "before" | "after" }
  | { readonly delayMs: number }
  /** The answer breaks off after so many bytes. */
  | { readonly cutAfterBytes: number };

/** A fault: which requests, after how many, how often, and what. */
export interface Fault {
  readonly match?: FaultMatch | undefined;
  /** Requests that pass unharmed first. */
  readonly after?: number | undefined;
  /** How often it strikes; without end where left out. */
  readonly times?: number | undefined;
  readonly effect: FaultEffect;
}

/** Faults that wait for their requests. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; passed: number; struck: number }[] = [];

  constructor(faults: readonly Fault[]) {
    for (const fault of faults) this.add(fault);
  }

  /** Adds a fault behind the others. */
  add(fault: Fault): void {
    this.#waiting.push({ fault, passed: 0, struck: 0 });
  }

  /** Takes all faults away. */
  clear(): void {
    this.#waiting.length = 0;
  }

  /** The effect that strikes a request, if any. */
  strike(request: SiteRequest): FaultEffect | undefined {
    for (const waiting of this.#waiting) {
      const { match, after = 0, times = Infinity, effect } = waiting.fault;
      if (!matches(match, request) || waiting.struck >= times) continue;
      if (waiting.passed < after) {
        waiting.passed += 1;
        continue;
      }
      waiting.struck += 1;
      return effect;
    }
    return undefined;
  }
}

/** Lets an effect have its way with a request. */
export async function underEffect(effect: FaultEffect | undefined, answer: () => Promise<Answer>): Promise<Answer> {
  if (effect === undefined) return await answer();
  if ("status" in effect) {
    const { status, body, headers = {} } = effect;
    const plain = body === undefined ? emptyAnswer(status) : textAnswer(status, "application/json", body);
    return { ...plain, headers: { ...plain.headers, ...headers } };
  }
  if ("delayMs" in effect) {
    await new Promise((resolve) => setTimeout(resolve, effect.delayMs));
    return await answer();
  }
  if ("cutAfterBytes" in effect) {
    const whole = await answer();
    return whole.kind === "http" ? { ...whole, cutAfterBytes: effect.cutAfterBytes } : whole;
  }
  const [kind, moment] = "reset" in effect ? (["reset", effect.reset] as const) : (["hang", effect.hang] as const);
  if (moment === "after") await answer();
  return { kind };
}

function matches(match: FaultMatch | undefined, request: SiteRequest): boolean {
  if (match?.method !== undefined && match.method !== request.method) return false;
  return match?.urlIncludes === undefined || decoded(request.url).includes(match.urlIncludes);
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
