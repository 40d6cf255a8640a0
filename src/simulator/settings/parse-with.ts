import * as z from "zod";

/** The longest that a timer of JavaScript waits, in milliseconds: it goes off at once where it is told more. */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * Checks something of the simulated site that its user wrote.
 *
 * @param what - as the subject of a sentence, with its verb
 * @throws TypeError that names every place where it is wrong.
 */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new TypeError(`${what} not valid.\n${z.prettifyError(result.error)}`);
}
