import type { Behavior, PackageSeed, SiteSeed } from "../settings/setting-types.js";
import type { ContentScripts } from "./content-scripts.js";
import type { PackageRecord, SiteState } from "./state.js";
import { relPath } from "../wire/entity.js";

/**
 * Writes the site as a seed, with its current versions, properties, scripts and locks. Transfers and their results are
 * not part of it: in the new site, each distribution point has the current version. Locks start again.
 */
export function exportSeed(seed: SiteSeed, state: SiteState, behavior: Behavior, scripts: ContentScripts): SiteSeed {
  return {
    ...seed,
    behavior,
    contentScripts: scripts.all(),
    locks: [...state.packages.values()].flatMap((record) => {
      const lock = state.locks.get(relPath(record));
      return lock === undefined ? [] : [{ PackageID: record.PackageID, user: lock.user, machine: lock.machine }];
    }),
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
