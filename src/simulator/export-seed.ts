import type { Behavior } from "./behavior.js";
import type { PackageSeed, SiteSeed } from "./seed.js";
import type { PackageRecord, SiteState } from "./state.js";

/** Writes the site down in the form of its seed. Versions and properties are as they stand; transfers are not kept. */
export function exportSeed(seed: SiteSeed, state: SiteState, behavior: Behavior): SiteSeed {
  return {
    ...seed,
    behavior,
    siteCode: state.siteCode,
    packages: [...state.packages.values()].map(packageSeed),
    distributionPoints: state.points.map(({ name, siteCode }) => ({ name, siteCode })),
    distributionPointGroups: state.groups.map(({ Name, Description, points }) => ({
      name: Name,
      description: Description,
      distributionPoints: points.map(({ name }) => name),
    })),
    otherSites: state.sites.slice(1).map(({ siteCode }) => siteCode),
  };
}

function packageSeed(record: PackageRecord): PackageSeed {
  return {
    ...structuredClone(record.properties),
    className: record.definition.name,
    PackageID: record.PackageID,
    distributionPoints: [...record.copies.values()].map(({ point }) => point.name),
  };
}
