import * as z from "zod";
import { longestTimerMs, parseWith } from "./parse-with.js";

const moment = z.enum(["before", "after-execution"]);

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

/** Which requests a fault is applied to. */
export type FaultMatch = NonNullable<Fault["match"]>;

/**
 * Checks a list of faults.
 *
 * @throws TypeError that names every place where it is wrong.
 */
export function parseFaults(value: unknown): Fault[] {
  return parseWith(z.array(faultSchema), value, "The faults of the simulated site are");
}
