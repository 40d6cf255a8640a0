/** A NAL path as distribution points have them (form seen in public scripts). */
export function nalPath(name: string, siteCode: string): string {
  return `["Display=\\\\${name}\\"]MSWNET:["SMS_SITE=${siteCode}"]\\\\${name}\\`;
}
