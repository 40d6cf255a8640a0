import type { DistributionsProgress } from "./distributions-progress.js";
import type { WatchedPackage } from "./watched-package.js";

/** Adds up the progress of watched packages. */
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
