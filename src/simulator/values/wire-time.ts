/** A time as the AdminService writes it: whole seconds, `Z` (seen). */
export function wireTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
