import * as z from "zod";
import { longestTimerMs, parseWith } from "./parse-with.js";
import type { Fault } from "./setting-types.js";

export type { Fault, FaultEffect, FaultMatch } from "./setting-types.js";

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
    /** Not sent with a status that has no body: 204, 205 and 304. */
    body: z.string().optional(),
    /** Replace headers of the service with the same name. */
    headers: faultHeaders.optional(),
  }),
  /** The connection is closed before or after the site runs the request. */
  z.strictObject({ reset: moment }),
  /** There is no response. The site does not run the request (`before`), or runs it (`after-execution`). */
  z.strictObject({ hang: moment }),
  /** Delay of the response, in milliseconds of real time. The site runs the request before the delay. */
  z.strictObject({ delayMs: z.number().min(0).max(longestTimerMs) }),
  /** The connection is closed after this number of bytes of the body. A body that is not longer is sent whole. */
  z.strictObject({ cutAfterBytes: z.int().min(0) }),
]);

const match = z.strictObject({
  /** HTTP method, in any case. */
  method: z.string().optional(),
  /** Text in the decoded URL. */
  urlIncludes: z.string().optional(),
});

/** A fault. */
export const faultSchema = z.strictObject({
  /** Requests that the fault applies to. Default: all. */
  match: match.optional(),
  /** Number of matching requests before the fault applies. Default: 0. */
  after: z.int().min(0).optional(),
  /** Number of requests that the fault applies to. Default: no limit. */
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
