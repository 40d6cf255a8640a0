/**
 * Returns the server name in the NAL path (network abstraction layer) of a distribution point. Documented form:
 * `["Display=\\DP01.contoso.com\"]MSWNET:["SMS_SITE=P01"]\\DP01.contoso.com\`. A path of another form is returned whole.
 */
export function serverNameOf(nalPath: string): string {
  return /\\\\([^\\[\]"]+)\\?$/.exec(nalPath)?.[1] ?? /Display=\\*([^\\[\]"]+)/.exec(nalPath)?.[1] ?? nalPath;
}

/** Returns a NAL path in lower case, to compare it with another: Windows ignores the case of names. */
export function comparableNalPath(nalPath: string): string {
  return nalPath.toLowerCase();
}
