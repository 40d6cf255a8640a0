import type { SiteSeed } from "../settings/seed.js";
import { defaultSeed } from "./default-seed.js";

/** What a seed leaves out comes from the default site. */
export function filledUp(seed: SiteSeed): SiteSeed {
  const { packages, distributionPoints, distributionPointGroups, ...others } = defaultSeed();
  const otherSites = others.otherSites?.filter((code) => code !== seed.siteCode);
  const points =
    seed.distributionPoints === undefined
      ? { distributionPoints, distributionPointGroups: seed.distributionPointGroups ?? distributionPointGroups }
      : {};
  return { ...seed, packages: seed.packages ?? packages, otherSites: seed.otherSites ?? otherSites, ...points };
}
