import { succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { isTransient, type PollTimer } from "./poll-timer.js";
import type { PackageTarget } from "./package-target.js";
import { findPackageRow } from "./read-package.js";
import type { RowSchema } from "./read-rows.js";

/**
 * Polls a package until its row fulfils a condition.
 *
 * @param timeoutMs - the caller's limit for one attempt
 * @returns the row; `undefined` after the timeout or an abort. Fails if the package cannot be read for a reason that is
 *   not transient
 */
export async function waitForRow<Row extends { readonly PackageID: string }>(
  transport: Transport,
  target: PackageTarget,
  schema: RowSchema<Row>,
  isFulfilled: (row: Row) => boolean,
  timer: PollTimer,
  timeoutMs: number | undefined,
): Promise<Result<Row | undefined>> {
  do {
    const row = await timer.read((options) => findPackageRow(transport, target, schema, options), timeoutMs);
    if (row.ok && row.value !== undefined && isFulfilled(row.value)) return succeed(row.value);
    if (!row.ok && !isTransient(row.failure.kind) && !timer.isAborted) return row;
  } while (await timer.wait());
  return succeed(undefined);
}
