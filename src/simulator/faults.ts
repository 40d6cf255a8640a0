import * as z from "zod";
import { longestTimerMs, parseWith } from "./parse-with.js";
import { emptyAnswer, textAnswer, type Answer, type HttpAnswer, type SiteRequest } from "./requests/answer.js";

const moment = z.enum(["before", "after"]);

// What HTTP lets stand there (RFC 9110, sections 5.1 and 5.5).
const headerValue = z.string().regex(/^[\t -~\u0080-\u00ff]*$/u, "a header value is text in Latin-1, on one line");
const faultHeaders = z
  .record(z.string(), headerValue)
  .refine(
    (given) => Object.keys(given).every((name) => /^[\w!#$%&'*+.^`|~-]+$/u.test(name)),
    "a header name has letters, digits and hyphens",
  );

const effect = z.union([
  z.strictObject({
    status: z.int().min(200).max(599),
    /** Left out where the status has none: 204, 205 and 304. */
    body: z.string().optional(),
    /** In place of the service's own of the same name. */
    headers: faultHeaders.optional(),
  }),
  /** The connection breaks before the site did anything, or after it did everything. */
  z.strictObject({ reset: moment }),
  /** No answer comes, before the site did anything or after it did everything. */
  z.strictObject({ hang: moment }),
  /** The answer comes so much later, in milliseconds of real time; what was asked for is done at once. */
  z.strictObject({ delayMs: z.number().min(0).max(longestTimerMs) }),
  /** The answer breaks off after so many bytes of its body; one that is no longer comes whole. */
  z.strictObject({ cutAfterBytes: z.int().min(0) }),
]);

const match = z.strictObject({
  /** HTTP method, in any case. */
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
    const empty = body === undefined || bodiless.has(status);
    const plain = empty ? emptyAnswer(status) : textAnswer(status, "application/json", body);
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
  if (moment === "after") await answer();
  return { kind };
}

const bodiless = new Set([204, 205, 304]);

function without(headers: HttpAnswer["headers"], names: readonly string[]): HttpAnswer["headers"] {
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
