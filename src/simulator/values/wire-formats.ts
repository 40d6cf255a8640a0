const form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

/** Whether text is base64. Line breaks and other white space are allowed. */
export function isBase64(text: string): boolean {
  return form.test(text.replaceAll(/\s/gu, ""));
}

/** Formats base64 text as a real site does: with a line break after each 76 characters (seen). */
export function wireBase64(text: string): string {
  return text.replaceAll(/\s/gu, "").replaceAll(/.{76}(?=.)/gu, "$&\r\n");
}

/** Formats a time, in milliseconds since 1970, as the AdminService does: whole seconds, then `Z` (seen). */
export function wireTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Converts the text of a time to milliseconds since 1970. Returns `undefined` for any other value. */
export function timeIn(value: unknown): number | undefined {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** The NAL path of a distribution point (format seen in public scripts). */
export function nalPath(name: string, siteCode: string): string {
  return `["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=${siteCode}"]\\\\${name}\\`;
}
