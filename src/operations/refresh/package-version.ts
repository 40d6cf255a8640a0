import * as z from "zod";
import type { PackageVersion } from "../../package-version.js";
import { succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import type { PollTimer } from "../site/poll-timer.js";
import type { PackageTarget } from "../site/package-target.js";
import { readPackageRow, type ReadPackageOptions } from "../site/read-package.js";
import { optionalUint32, siteTime, uint32 } from "../../wmi/row-values.js";
import { waitForRow } from "../site/wait-for-row.js";

/** Row with the version of a package. */
export const versionRow = z.object({
  PackageID: z.string(),
  PackageType: optionalUint32,
  SourceVersion: uint32,
  SourceDate: siteTime,
  LastRefreshTime: siteTime,
});

/** Reads the version of a package. */
export async function readPackageVersion(
  transport: Transport,
  target: PackageTarget,
  options: ReadPackageOptions,
): Promise<Result<PackageVersion>> {
  const row = await readPackageRow(transport, target, versionRow, options);
  return row.ok ? succeed(toVersion(row.value)) : row;
}

/**
 * Polls until the version of a package is greater than before.
 *
 * @param timeoutMs - the caller's limit for one attempt
 * @returns the new version; `undefined` after the timeout or an abort. Fails if the package cannot be read
 */
export async function waitForVersionIncrease(
  transport: Transport,
  { target, before }: { readonly target: PackageTarget; readonly before: PackageVersion },
  timer: PollTimer,
  timeoutMs: number | undefined,
): Promise<Result<PackageVersion | undefined>> {
  const isIncreased = (row: z.output<typeof versionRow>) => row.SourceVersion > before.SourceVersion;
  const row = await waitForRow(transport, target, versionRow, isIncreased, timer, timeoutMs);
  return row.ok ? succeed(row.value && toVersion(row.value)) : row;
}

/** The version in a row. */
export function toVersion({ SourceVersion, SourceDate, LastRefreshTime }: z.output<typeof versionRow>): PackageVersion {
  return {
    SourceVersion,
    ...(SourceDate !== undefined && { SourceDate }),
    ...(LastRefreshTime !== undefined && { LastRefreshTime }),
  };
}
