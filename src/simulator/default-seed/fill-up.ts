import type { SiteSeed } from "../settings/seed.js";
import { defaultSeed } from "./default-seed.js";

/** Takes from the default site what a seed omits. */
export function filledUp(seed: SiteSeed): SiteSeed {
  const { packages = [], distributionPoints, distributionPointGroups, ...others } = defaultSeed();
  const otherSites = seed.otherSites ?? others.otherSites?.filter((code) => code !== seed.siteCode);
  if (seed.distributionPoints === undefined) {
    const groups = seed.distributionPointGroups ?? distributionPointGroups;
    return { packages, ...seed, otherSites, distributionPoints, distributionPointGroups: groups };
  }
  // The default packages name default distribution points, which this site does not have.
  return { packages: packages.map((given) => ({ ...given, distributionPoints: undefined })), ...seed, otherSites };
}
