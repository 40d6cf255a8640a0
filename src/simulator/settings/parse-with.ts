import * as z from "zod";

/** Maximum duration of a JavaScript timer, in milliseconds. A timer with a longer duration fires immediately. */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * Checks a value against a schema, and returns it with its type.
 *
 * @param message - first line of the error message
 * @throws TypeError that names each wrong place in the value.
 */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, message: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new TypeError(`${message}\n${z.prettifyError(result.error)}`);
}
