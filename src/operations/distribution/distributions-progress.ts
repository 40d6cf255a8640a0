import type { DistributionProgress } from "../../distribution-progress.js";
import type { Failure } from "../../failure.js";
import { statusRows } from "./points.js";
import type { WatchedPackage } from "./watched-package.js";

/** A package whose watch ended without an outcome. */
export interface PackageWatchFailure {
  /** The package. */
  readonly PackageID: string;
  /** Why its watch ended: `timeout`, `aborted`, or a failed read. */
  readonly failure: Failure;
}

/** Progress of several packages in one watch. */
export interface DistributionsProgress {
  /** True if all packages are `done`. */
  readonly done: boolean;
  /** True if `allTargetsVisible` is true for all packages. */
  readonly allTargetsVisible: boolean;
  /** Number of packages whose watch has not ended. */
  readonly packagesInProgress: number;
  /** Sum of `total` of all packages. A distribution point counts once for each package. */
  readonly total: number;
  /** Sum of `installed` of all packages. */
  readonly installed: number;
  /** Sum of `pending` of all packages. */
  readonly pending: number;
  /** Sum of `failed` of all packages. */
  readonly failed: number;
  /** Progress of each package, in the order of the call. */
  readonly packages: readonly DistributionProgress[];
  /** Packages whose watch ended without an outcome. `packages` has the last progress of each. */
  readonly failures: readonly PackageWatchFailure[];
}

/** Adds up the progress of all packages of a watch. */
export function rollUp(watched: readonly WatchedPackage[]): DistributionsProgress {
  const packages = watched.map(({ progress }) => progress);
  const sum = (name: "total" | "installed" | "pending" | "failed") =>
    packages.reduce((all, progress) => all + progress[name], 0);
  return {
    done: packages.every(({ done }) => done),
    allTargetsVisible: packages.every(({ allTargetsVisible }) => allTargetsVisible),
    packagesInProgress: watched.filter(({ result }) => result === undefined).length,
    total: sum("total"),
    installed: sum("installed"),
    pending: sum("pending"),
    failed: sum("failed"),
    packages,
    failures: watched.flatMap(({ PackageID, result }) =>
      result?.ok === false ? [{ PackageID, failure: result.failure }] : [],
    ),
  };
}

/**
 * The failure with which a watch of several packages ends: the timeout, the abort, or a failed read if no package has an
 * outcome. `undefined` if some packages have an outcome, and the reads of all others failed.
 */
export function watchesEnded({ packages, failures }: DistributionsProgress): Failure | undefined {
  const [first] = failures;
  if (first === undefined) return undefined;
  const ended = failures.find(
    ({ failure: { kind, progress } }) => kind === "aborted" || (kind === "timeout" && progress),
  );
  if (ended === undefined) return failures.length === packages.length ? first.failure : undefined;
  const done = packages.filter((one) => one.done).length;
  const { kind } = ended.failure;
  return {
    kind: kind === "aborted" ? "aborted" : "timeout",
    execution: "not-executed",
    operation: { className: statusRows.className },
    message: `Watch of ${packages.length} packages: ${kind === "aborted" ? "aborted by the caller's signal" : kind}; ${done} of them are on all their distribution points`,
    advice: "Watch again. The site continues the distribution.",
  };
}
