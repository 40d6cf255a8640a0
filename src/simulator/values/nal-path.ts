/** The NAL path of a distribution point (format seen in public scripts). */
export function nalPath(name: string, siteCode: string): string {
  return `["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=${siteCode}"]\\\\${name}\\`;
}
