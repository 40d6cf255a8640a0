import { fail, succeed, type Result } from "../../result.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { largestTotal, targetedPoints, type PointStatus, type TargetedPoint } from "../distribution/points.js";
import { isFailedState, stateOf, statusesByPoint, unassignedPoints } from "../distribution/progress.js";
import type { ReferencedPackages } from "../task-sequence/referenced-packages.js";
import type { PackageContent } from "./read-content.js";
import type { PackageReadiness, PointReadiness, TaskSequenceReadiness } from "./types.js";

/** Names and site codes of distribution points in upper case, each once. `undefined`: not limited. */
export interface RequestedPoints {
  readonly names: ReadonlySet<string> | undefined;
  readonly siteCodes: ReadonlySet<string> | undefined;
}

/** State of one package on one distribution point. */
type Place = "installed" | "outdated" | "pending" | "failed";

/** Of several status rows for one distribution point, the worst counts. */
const worstFirst: readonly Place[] = ["failed", "pending", "outdated", "installed"];

interface JudgedPackage {
  readonly content: PackageContent;
  /** By comparable NAL path, without distribution points from which the site removes the package. */
  readonly places: ReadonlyMap<string, { readonly point: TargetedPoint; readonly place: Place }>;
  readonly targeted: number | undefined;
}

/** Decides which packages each distribution point has, and whether the task sequence can run from it. */
export function judgeReadiness(
  { packages: needed, applications, nestedTaskSequences, missing }: ReferencedPackages,
  contents: readonly PackageContent[],
  requested: RequestedPoints,
): Result<TaskSequenceReadiness> {
  const judged = contents.map(judgePackage);
  const known = new Map(judged.flatMap(({ places }) => [...places].map(([key, { point }]) => [key, point] as const)));
  const unknown = unknownRequested([...known.values()], requested);
  if (unknown !== undefined) {
    return fail({
      kind: "not-found",
      execution: "not-executed",
      message: `Read of SMS_DistributionPoint: no package of the task sequence is assigned to ${unknown}, or the account cannot see it`,
      operation: { className: "SMS_DistributionPoint" },
      advice: "Check the server names in points and the codes in siteCodes. Then check the account's security scopes.",
    });
  }
  const points = [...known]
    .filter(([, point]) => isRequested(point, requested))
    .map(([key, point]) => onPoint(key, point, judged));
  const found = new Set(contents.map(({ target }) => target.PackageID));
  const gone = needed.filter(({ PackageID }) => !found.has(PackageID)).map(({ PackageID }) => PackageID);
  const allMissing = [...missing, ...gone];
  const allTargetsVisible = judged.every(({ targeted, places }) => targeted !== undefined && targeted <= places.size);
  const isAnywhere = points.length > 0 || contents.length === 0;
  return succeed({
    ready:
      isAnywhere &&
      allMissing.length === 0 &&
      points.every(({ ready }) => ready) &&
      (allTargetsVisible || requested.names !== undefined),
    allTargetsVisible,
    points,
    packages: judged.map(ofPackage),
    applications,
    nestedTaskSequences,
    missing: allMissing,
  });
}

function judgePackage(content: PackageContent): JudgedPackage {
  const statuses = statusesByPoint(content.statuses);
  const points = [...targetedPoints(content.targets ?? []), ...unassignedPoints(content.targets, statuses)];
  const places = new Map(
    points.map((point) => {
      const key = comparableNalPath(point.nalPath);
      return [key, { point, place: worstPlace(statuses.get(key) ?? [], content) }];
    }),
  );
  return { content, places, targeted: largestTotal(content.totals) };
}

function worstPlace(rows: readonly PointStatus[], { sourceVersion }: PackageContent): Place {
  const places = rows.map((row): Place => {
    const state = stateOf(row);
    if (isFailedState(state)) return "failed";
    if (state !== "installed") return "pending";
    return row.SourceVersion !== undefined && row.SourceVersion >= sourceVersion ? "installed" : "outdated";
  });
  return worstFirst.find((place) => places.includes(place)) ?? "pending";
}

function onPoint(key: string, { name, siteCode }: TargetedPoint, judged: readonly JudgedPackage[]): PointReadiness {
  const at = (wanted: Place | undefined) =>
    judged.filter(({ places }) => places.get(key)?.place === wanted).map(({ content }) => content.target.PackageID);
  const installed = at("installed");
  return {
    name,
    siteCode,
    ready: installed.length === judged.length,
    installed,
    outdated: at("outdated"),
    pending: at("pending"),
    failed: at("failed"),
    missing: at(undefined),
  };
}

function ofPackage({ content: { target, Name, sourceVersion }, places, targeted }: JudgedPackage): PackageReadiness {
  const count = (wanted: Place) => [...places.values()].filter(({ place }) => place === wanted).length;
  return {
    target,
    ...(Name !== undefined && { Name }),
    sourceVersion,
    total: Math.max(places.size, targeted ?? 0),
    installed: count("installed"),
    outdated: count("outdated"),
    pending: count("pending"),
    failed: count("failed"),
  };
}

function isRequested({ name, siteCode }: TargetedPoint, { names, siteCodes }: RequestedPoints): boolean {
  return (names?.has(name.toUpperCase()) ?? true) && (siteCodes?.has(siteCode.toUpperCase()) ?? true);
}

/** The first requested name or site code that no visible distribution point has. */
function unknownRequested(points: readonly TargetedPoint[], { names, siteCodes }: RequestedPoints): string | undefined {
  const knownNames = new Set(points.map(({ name }) => name.toUpperCase()));
  const knownCodes = new Set(points.map(({ siteCode }) => siteCode.toUpperCase()));
  const name = [...(names ?? [])].find((one) => !knownNames.has(one));
  const code = [...(siteCodes ?? [])].find((one) => !knownCodes.has(one));
  return name ?? (code === undefined ? undefined : `a distribution point of site ${code}`);
}
