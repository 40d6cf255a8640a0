import type { PackageSeed, SiteSeed } from "../settings/setting-types.js";
import { contentPackages } from "./content-packages.js";
import { taskSequences } from "./task-sequences.js";

const regions = ["Europe", "Americas", "Asia Pacific"] as const;
const pointsPerRegion = 4;
const names = regions.flatMap((_, region) =>
  Array.from({ length: pointsPerRegion }, (__, index) => pointName(region * pointsPerRegion + index + 1)),
);

/**
 * Returns the contents of the default site: packages of each class, task sequences that refer to these packages, and
 * distribution points in three groups. Two of the distribution points belong to another site of the hierarchy.
 */
export function defaultSeed(): SiteSeed {
  return {
    otherSites: ["P02"],
    distributionPoints: names.map((name, index) => (index < names.length - 2 ? { name } : { name, siteCode: "P02" })),
    distributionPointGroups: regions.map((name, region) => ({
      name,
      description: `Distribution points in ${name}`,
      distributionPoints: names.slice(region * pointsPerRegion, (region + 1) * pointsPerRegion),
    })),
    packages: [...contentPackages, ...taskSequences],
  };
}

/** Adds the contents of the default site to a seed that omits `packages`, `distributionPoints` or `otherSites`. */
export function withDefaults(seed: SiteSeed): SiteSeed {
  const { packages = [], distributionPoints, distributionPointGroups, ...others } = defaultSeed();
  const otherSites = seed.otherSites ?? others.otherSites?.filter((code) => code !== seed.siteCode);
  if (seed.distributionPoints === undefined) {
    const groups = seed.distributionPointGroups ?? distributionPointGroups;
    return { packages, ...seed, otherSites, distributionPoints, distributionPointGroups: groups };
  }
  // The default packages name default distribution points, but the seed has others. So each default package is on all
  // distribution points of the seed.
  return { packages: packages.map((given) => ({ ...given, distributionPoints: undefined })), ...seed, otherSites };
}

/**
 * Returns the contents of the default site with another number of packages: first those of `defaultSeed`, then packages
 * with a number as name.
 *
 * @throws RangeError if the count is negative or not a whole number.
 */
export function generateSeed(packageCount: number): SiteSeed {
  if (!(Number.isInteger(packageCount) && packageCount >= 0)) {
    throw new RangeError("generateSeed: packageCount must be a whole number, 0 or more");
  }
  const seed = defaultSeed();
  const fromDefault = (seed.packages ?? []).slice(0, packageCount);
  const numbered = Array.from({ length: packageCount - fromDefault.length }, (_, index): PackageSeed => {
    const number = firstNumber + index;
    return {
      className: "SMS_Package",
      PackageID: `P01${number.toString(16).toUpperCase().padStart(5, "0")}`,
      Name: `Package ${number}`,
      distributionPoints: names.slice(0, 2),
    };
  });
  return { ...seed, packages: [...fromDefault, ...numbered] };
}

// Number in the first generated PackageID. It is larger than each number in a PackageID of the default site.
const firstNumber = 0x1000;

function pointName(number: number): string {
  return `DP${String(number).padStart(2, "0")}.contoso.com`;
}
