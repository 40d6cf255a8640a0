import * as z from "zod";

/** Maximum duration of a JavaScript timer, in milliseconds. A timer with a longer one fires immediately. */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * Checks input of the simulated site.
 *
 * @param what - start of the message: a subject and its verb
 * @throws TypeError with each wrong place.
 */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new TypeError(`${what} not valid.\n${z.prettifyError(result.error)}`);
}
