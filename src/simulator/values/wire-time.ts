/** A time as the AdminService writes it: whole seconds, `Z` (seen). */
export function wireTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Reads a time, in milliseconds since 1970. Returns `undefined` if the value is not a time. */
export function timeIn(value: unknown): number | undefined {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
