import { succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import { isPassing, Pace, type PollLimits, type WaitOptions } from "./pace.js";
import type { PackageTarget } from "./package-target.js";
import { findPackageRow } from "./read-package.js";
import type { RowSchema } from "./read-rows.js";

/**
 * Looks at a package until something is to be seen of it.
 *
 * @returns the row that shows it; `undefined` when none did: time up, or aborted. Fails where the package can't be read,
 *   for a reason that does not pass
 */
export async function waitForRow<Row extends { readonly PackageID: string }>(
  transport: Transport,
  target: PackageTarget,
  schema: RowSchema<Row>,
  isSeen: (row: Row) => boolean,
  limits: PollLimits,
  { signal, clock }: WaitOptions,
): Promise<Result<Row | undefined>> {
  const pace = new Pace(limits, { signal, clock });
  do {
    const row = await findPackageRow(transport, target, schema, { signal });
    if (row.ok && row.value !== undefined && isSeen(row.value)) return succeed(row.value);
    if (!row.ok && !isPassing(row.failure.kind) && !pace.isAborted) return row;
  } while (await pace.wait());
  return succeed(undefined);
}
