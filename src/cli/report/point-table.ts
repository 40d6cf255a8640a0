import type { DistributionPointProgress } from "configmgr-sdk";

/** Lines with one distribution point each: name, site, state, its version / the wanted version, the reason of a failure. */
export function pointTable(points: readonly DistributionPointProgress[], wanted: number): string[] {
  const rows = points.map(({ name, siteCode, state, sourceVersion, reason }) => [
    name,
    siteCode,
    state,
    `${sourceVersion ?? "none"} / ${wanted}`,
    reason === undefined ? "" : [`message ${reason.messageID}`, ...reason.insertionStrings].join(" "),
  ]);
  return aligned(rows).map((line) => `  ${line}`);
}

/** Pads the columns of a table, so that they line up. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
