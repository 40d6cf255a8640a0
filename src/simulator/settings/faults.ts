import * as z from "zod";
import { longestTimerMs, parseWith } from "./parse-with.js";

/** A fault: an error that the simulated site applies to requests. */
export interface Fault {
  /** Requests that the fault is applied to. Default: all. */
  readonly match?: FaultMatch | undefined;
  /** Number of matching requests that the site handles normally first. Default: 0. */
  readonly after?: number | undefined;
  /** Maximum number of requests that the fault is applied to. Default: no maximum. */
  readonly times?: number | undefined;
  /** Effect of the fault. */
  readonly effect: FaultEffect;
}

/** Effect of a fault. */
export type FaultEffect =
  | {
      /** HTTP status of the response. */
      readonly status: number;
      /** Body of the response. It is not sent with 204, 205 and 304, which have no body. */
      readonly body?: string | undefined;
      /** Headers of the response. They replace headers of the site with the same name. */
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** The site closes the connection. It does not run the request (`before`), or runs it first (`after-execution`). */
  | { readonly reset: "before" | "after-execution" }
  /** The site never responds. It does not run the request (`before`), or runs it (`after-execution`). */
  | { readonly hang: "before" | "after-execution" }
  /** Delay of the response, in milliseconds of real time. The site runs the request before the delay. */
  | { readonly delayMs: number }
  /** The site closes the connection after this number of bytes of the body. It sends a shorter body completely. */
  | { readonly cutAfterBytes: number };

/** Condition for a request. With `method` and `urlIncludes`, both must match. */
export interface FaultMatch {
  /** HTTP method, in upper or lower case. */
  readonly method?: string | undefined;
  /** Text that the decoded URL contains. */
  readonly urlIncludes?: string | undefined;
}

const moment = z.enum(["before", "after-execution"]);

// Characters that HTTP allows in a header value (RFC 9110, sections 5.1 and 5.5).
const headerValue = z.string().regex(/^[\t -~\u0080-\u00ff]*$/u, "a header value must be Latin-1 text on one line");
const faultHeaders = z
  .record(z.string(), headerValue)
  .refine(
    (given) => Object.keys(given).every((name) => /^[\w!#$%&'*+.^`|~-]+$/u.test(name)),
    "a header name must have only letters, digits and hyphens",
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

/** Schema for a fault. The type `Fault` documents each member. */
export const faultSchema = z.strictObject({
  match: match.optional(),
  after: z.int().min(0).optional(),
  times: z.int().min(1).optional(),
  effect,
}) satisfies z.ZodType<Fault>;

/**
 * Checks a list of faults, for example from a JSON file.
 *
 * @throws TypeError that names each wrong place in the list.
 */
export function parseFaults(value: unknown): Fault[] {
  return parseWith(
    z.array(faultSchema),
    value,
    "The list of faults for the simulated site is not valid. Correct these places:",
  );
}
