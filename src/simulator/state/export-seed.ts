import type { Behavior } from "../settings/behavior.js";
import type { ContentScripts } from "./content-scripts.js";
import type { PackageSeed, SiteSeed } from "../settings/seed.js";
import type { PackageRecord, SiteState } from "./state.js";
import { relPath } from "../wire/entity.js";

/**
 * Writes the site down in the form of its seed. Versions, properties, scripts and locks are as they stand. Transfers are
 * not kept, neither how they stand nor how they ended: every point has the present version then. Locks begin anew.
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
