import type { SiteClock } from "./clock.js";
import { addCopy, createPackage } from "./create-package.js";
import type { PackageSeed, SiteSeed } from "../settings/seed.js";
import { nalPath } from "../values/nal-path.js";
import { relPath } from "../wire/entity.js";
import { findRecord, type DistributionPoint, type SiteState } from "./state.js";

const hourMs = 3600 * 1000;

/**
 * Makes the state of a site from its seed.
 *
 * @throws TypeError where the seed contradicts itself: an unknown class, a point that isn't there, an ID, a point or a
 *   site twice.
 */
export function createState(seed: SiteSeed, clock: SiteClock): SiteState {
  const siteCode = seed.siteCode ?? "P01";
  const points = (seed.distributionPoints ?? []).map((point): DistributionPoint => {
    const given = typeof point === "string" ? { name: point } : point;
    const pointSite = given.siteCode ?? siteCode;
    return { name: given.name, siteCode: pointSite, nalPath: nalPath(given.name, pointSite) };
  });
  const twice = points.find(({ name }, index) => points.findIndex((point) => point.name === name) !== index);
  if (twice !== undefined) throw new TypeError(`Two distribution points of the seed have the name ${twice.name}.`);
  const siteCodes = [siteCode, ...(seed.otherSites ?? [])];
  const siteTwice = siteCodes.find((code, index) => siteCodes.indexOf(code) !== index);
  if (siteTwice !== undefined) throw new TypeError(`Two sites of the seed have the code ${siteTwice}.`);
  const state: SiteState = {
    siteCode,
    provider: "CM01.contoso.com",
    sites: siteCodes.map((code) => ({
      siteCode: code,
      siteName: `Contoso ${code}`,
      reportingSiteCode: "",
    })),
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
  for (const packageSeed of seed.packages ?? []) addPackage(state, packageSeed, clock.now());
  for (const { PackageID, user, machine = "ADMIN01" } of seed.locks ?? []) {
    const record = findRecord(state, PackageID);
    if (record === undefined) throw new TypeError(`The seed locks ${PackageID}, which it does not hold.`);
    state.locks.set(relPath(record), { user, machine, siteCode, atMs: clock.now() });
  }
  return state;
}

function addPackage(state: SiteState, seed: PackageSeed, nowMs: number): void {
  const { className, PackageID, distributionPoints, ...given } = seed;
  const id = PackageID.toUpperCase();
  if (state.packages.has(id)) throw new TypeError(`Two packages of the seed have the PackageID ${id}.`);
  const known = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined),
  );
  const record = createPackage(state, className, id, known, nowMs);
  state.packages.set(id, record);
  // Task sequences have no content of their own.
  const everywhere = className === "SMS_TaskSequencePackage" ? [] : state.points.map(({ name }) => name);
  for (const name of distributionPoints ?? everywhere) {
    addCopy(state, record, pointNamed(state.points, name), nowMs - hourMs);
  }
}

function pointNamed(points: readonly DistributionPoint[], name: string): DistributionPoint {
  const point = points.find((candidate) => candidate.name === name);
  if (point === undefined) throw new TypeError(`The seed has no distribution point named ${name}.`);
  return point;
}
