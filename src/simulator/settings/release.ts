/** Releases that changed requests or responses. Any other release behaves as the one before it. */
export const releases = ["1910", "2002", "2006", "2111", "2303", "2503", "2509", "2603"] as const;

/** A release of ConfigMgr: year and month. */
export type Release = (typeof releases)[number];

/** Whether `release` is `other` or newer. */
export function isAtLeast(release: Release, other: Release): boolean {
  return Number(release) >= Number(other);
}
