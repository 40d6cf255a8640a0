import type { SiteClock } from "./clock.js";
import { addCopy, createPackage } from "./create-package.js";
import type { Behavior, PackageSeed, SeededState, SiteSeed } from "../settings/setting-types.js";
import { textOf } from "../values/json.js";
import { nalPath } from "../values/wire-formats.js";
import { relPath } from "../wire/entity.js";
import {
  copyState,
  findRecord,
  severity,
  type ContentCopy,
  type DistributionPoint,
  type PackageRecord,
  type SiteState,
} from "./state.js";

const hourMs = 3600 * 1000;

/**
 * Makes the state of a simulated site from its seed.
 *
 * @throws TypeError if the seed contradicts itself: an unknown class or distribution point, or two equal PackageIDs,
 *   distribution points or sites.
 */
export function createState(seed: SiteSeed, clock: SiteClock, behavior: Behavior): SiteState {
  const siteCode = seed.siteCode ?? "P01";
  const points = (seed.distributionPoints ?? []).map((point): DistributionPoint => {
    const given = typeof point === "string" ? { name: point } : point;
    const pointSite = given.siteCode ?? siteCode;
    return { name: given.name, siteCode: pointSite, nalPath: nalPath(given.name, pointSite) };
  });
  const duplicate = points.find(({ name }, index) => points.findIndex((point) => point.name === name) !== index);
  if (duplicate !== undefined)
    throw new TypeError(`The seed of the simulated site has two distribution points with the name ${duplicate.name}.`);
  const siteCodes = [siteCode, ...(seed.otherSites ?? [])];
  const duplicateCode = siteCodes.find((code, index) => siteCodes.indexOf(code) !== index);
  if (duplicateCode !== undefined)
    throw new TypeError(`The seed of the simulated site has two sites with the site code ${duplicateCode}.`);
  const state: SiteState = {
    behavior,
    clock,
    scripts: new Map(Object.entries(seed.contentScripts ?? {}).map(([id, script]) => [id.toUpperCase(), script])),
    siteCode,
    provider: "CM01.contoso.com",
    siteCodes,
    points,
    groups: (seed.distributionPointGroups ?? []).map((group, index) => ({
      GroupID: `{9C5F1E6A-0B1D-4C3E-8F2A-${String(index + 1).padStart(12, "0")}}`,
      Name: group.name,
      Description: group.description ?? "",
      points: group.distributionPoints.map((name) => pointNamed(points, name)),
    })),
    packages: new Map(),
    messages: [],
    locks: new Map(),
    calls: [],
    counters: { copy: 16_777_216, package: 0 },
  };
  for (const packageSeed of seed.packages ?? []) addPackage(state, packageSeed);
  for (const { PackageID, user, machine = "ADMIN01" } of seed.locks ?? []) {
    const record = findRecord(state, PackageID);
    if (record === undefined)
      throw new TypeError(
        `The seed of the simulated site has a lock for ${PackageID}, but no package with this PackageID.`,
      );
    state.locks.set(relPath(record), { user, machine, siteCode, atMs: clock.now() });
  }
  return state;
}

function addPackage(state: SiteState, seed: PackageSeed): void {
  const { className, PackageID, distributionPoints, ...given } = seed;
  const id = PackageID.toUpperCase();
  if (state.packages.has(id))
    throw new TypeError(`The seed of the simulated site has two packages with the PackageID ${id}.`);
  const record = createPackage(state, className, id, given);
  state.packages.set(id, record);
  // A task sequence has no content, so by default it is on no distribution point.
  const everyPointName = className === "SMS_TaskSequencePackage" ? [] : state.points.map(({ name }) => name);
  for (const point of distributionPoints ?? everyPointName) {
    const { name, state: seeded } = typeof point === "string" ? { name: point, state: "installed" as const } : point;
    setInitialState(seeded, record, addCopy(state, record, pointNamed(state.points, name), state.clock.now() - hourMs));
  }
}

/** Changes a package on a distribution point from installed, the state of a new copy, to its state in the seed. */
function setInitialState(seeded: SeededState, record: PackageRecord, copy: ContentCopy): void {
  if (seeded === "installed") return;
  copy.sourceVersion -= 1;
  switch (seeded) {
    case "outdated":
      return;
    case "in-progress":
      copy.state = copyState.installPending;
      copy.message = { ...copy.message, messageID: 2342 };
      return;
    case "failed":
      copy.state = copyState.installFailed;
      copy.message = {
        ...copy.message,
        messageID: 2302,
        severity: severity.error,
        insertionStrings: [copy.point.nalPath, textOf(record.properties["Name"]), "The network path was not found."],
      };
      return;
  }
}

function pointNamed(points: readonly DistributionPoint[], name: string): DistributionPoint {
  const point = points.find((candidate) => candidate.name === name);
  if (point === undefined)
    throw new TypeError(
      `The seed of the simulated site has no distribution point with the name ${name}. Add it to distributionPoints.`,
    );
  return point;
}

/**
 * Makes a seed from the current state of a site: settings, properties of packages, scripts and locks. The seed does not
 * contain transfers: in a site that starts from it, each distribution point has the current version. Locks start with their
 * full duration.
 */
export function exportSeed(seed: SiteSeed, state: SiteState): SiteSeed {
  return {
    ...seed,
    behavior: state.behavior,
    contentScripts: Object.fromEntries(state.scripts),
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
    otherSites: state.siteCodes.slice(1),
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
