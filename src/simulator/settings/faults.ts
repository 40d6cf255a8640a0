import * as z from "zod";
import { longestTimerMs, parseWith } from "./parse-with.js";
import type { Fault } from "./setting-types.js";

const moment = z.enum(["before", "after-execution"]);

// Characters that HTTP allows in a header value (RFC 9110, sections 5.1 and 5.5).
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
    body: z.string().optional(),
    headers: faultHeaders.optional(),
  }),
  z.strictObject({ reset: moment }),
  z.strictObject({ hang: moment }),
  z.strictObject({ delayMs: z.number().min(0).max(longestTimerMs) }),
  z.strictObject({ cutAfterBytes: z.int().min(0) }),
]);

const match = z.strictObject({
  method: z.string().optional(),
  urlIncludes: z.string().optional(),
});

/** A fault. */
export const faultSchema = z.strictObject({
  match: match.optional(),
  after: z.int().min(0).optional(),
  times: z.int().min(1).optional(),
  effect,
}) satisfies z.ZodType<Fault>;

/**
 * Checks a list of faults.
 *
 * @throws TypeError with each wrong place.
 */
export function parseFaults(value: unknown): Fault[] {
  return parseWith(z.array(faultSchema), value, "The faults of the simulated site are");
}
