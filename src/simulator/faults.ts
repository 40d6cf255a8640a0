import * as z from "zod";
import { parseWith } from "./parse-with.js";
import { emptyAnswer, textAnswer, type Answer, type SiteRequest } from "./requests/answer.js";

const moment = z.enum(["before", "after"]);

const effect = z.union([
  z.strictObject({
    status: z.int().min(200).max(599),
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** The connection breaks before the site did anything, or after it did everything. */
  z.strictObject({ reset: moment }),
  /** No answer comes, before the site did anything or after it did everything. */
  z.strictObject({ hang: moment }),
  /** The answer comes so much later, in milliseconds of real time. */
  z.strictObject({ delayMs: z.number().min(0) }),
  /** The answer breaks off after so many bytes. */
  z.strictObject({ cutAfterBytes: z.int().min(0) }),
]);

const match = z.strictObject({
  /** HTTP method. */
  method: z.string().optional(),
  /** Text that the URL holds, after decoding. */
  urlIncludes: z.string().optional(),
});

const faultSchema = z.strictObject({
  /** Which requests; all of them where left out. */
  match: match.optional(),
  /** Requests that pass unharmed first. */
  after: z.int().min(0).optional(),
  /** How often it strikes; without end where left out. */
  times: z.int().min(1).optional(),
  effect,
});

/** A fault: which requests it strikes, after how many, how often, and what goes wrong. */
export type Fault = Readonly<z.output<typeof faultSchema>>;

/** What goes wrong. */
export type FaultEffect = Fault["effect"];

type FaultMatch = NonNullable<Fault["match"]>;

/**
 * Checks a list of faults.
 *
 * @throws TypeError that names every place where it is wrong.
 */
export function parseFaults(value: unknown): Fault[] {
  return parseWith(z.array(faultSchema), value, "The faults of the simulated site are");
}

/** Faults that wait for their requests. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; passed: number; struck: number }[] = [];

  constructor(faults: readonly Fault[]) {
    this.#addAll(faults);
  }

  /**
   * Adds a fault behind the others.
   *
   * @throws TypeError for what is no fault: one that never strikes would make a test pass for nothing.
   */
  add(fault: Fault): void {
    this.#addAll([fault]);
  }

  /** Takes all faults away. */
  clear(): void {
    this.#waiting.length = 0;
  }

  #addAll(faults: unknown): void {
    for (const fault of parseFaults(faults)) this.#waiting.push({ fault, passed: 0, struck: 0 });
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
