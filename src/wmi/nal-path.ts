/**
 * The server name in the NAL path of a distribution point. Documented form:
 * `["Display=\\DP01.contoso.com\"]MSWNET:["SMS_SITE=P01"]\\DP01.contoso.com\`. A path of another form is returned whole.
 */
export function serverNameOf(nalPath: string): string {
  return /\\\\([^\\[\]"]+)\\?$/.exec(nalPath)?.[1] ?? /Display=\\*([^\\[\]"]+)/.exec(nalPath)?.[1] ?? nalPath;
}

/** A NAL path for comparison with another: Windows ignores case in names. */
export function comparableNalPath(nalPath: string): string {
  return nalPath.toLowerCase();
}
