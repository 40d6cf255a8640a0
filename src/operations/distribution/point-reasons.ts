import * as z from "zod";
import type { DistributionProgress, DistributionPointReason } from "../../distribution-progress.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { optionalText, optionalUint32, uint32 } from "../../wmi/row-values.js";
import { isFailedState, type JudgedPoint } from "./progress.js";

const insertionRow = z.object({
  InsString1: optionalText,
  InsString2: optionalText,
  InsString3: optionalText,
  InsString4: optionalText,
  InsString5: optionalText,
  InsString6: optionalText,
  InsString7: optionalText,
  InsString8: optionalText,
  InsString9: optionalText,
  InsString10: optionalText,
});

/** The class with the site's last status message about each distribution point of a package. */
export const reasonRows = {
  className: "SMS_DistributionDPStatus",
  schema: z.object({
    // Key of the class: it must be in `$select`, but its value is not used.
    ID: z.unknown().optional(),
    PackageID: z.string(),
    NalPath: z.string(),
    MessageID: uint32,
    MessageSeverity: optionalUint32,
    ...insertionRow.shape,
  }),
};

/** Status message about one distribution point. */
export type ReasonRow = z.output<typeof reasonRows.schema>;

const insertionNames = insertionRow.keyof().options;

/** Adds the reason of each failed distribution point. */
export function withReasons(
  progress: DistributionProgress,
  judged: readonly JudgedPoint[],
  rows: readonly ReasonRow[],
): DistributionProgress {
  const byPoint = new Map(rows.map((row) => [comparableNalPath(row.NalPath), row]));
  const points = judged.map(({ point, progress: known }) => {
    const row = isFailedState(known.state) ? byPoint.get(comparableNalPath(point.nalPath)) : undefined;
    return row === undefined ? known : { ...known, reason: toReason(row) };
  });
  return { ...progress, points };
}

function toReason(row: ReasonRow): DistributionPointReason {
  return {
    messageID: row.MessageID,
    severity: messageSeverity(row.MessageSeverity),
    insertionStrings: insertionNames.map((name) => row[name] ?? "").filter((text) => text !== ""),
  };
}

/** `MessageSeverity` and `Severity` of status messages: the two highest bits of the message's full ID (documented). */
const severities: ReadonlyMap<number, DistributionPointReason["severity"]> = new Map([
  [0x4000_0000, "success"],
  [0x8000_0000, "warning"],
  [0xc000_0000, "error"],
]);

/** Names the severity of a status message. */
export function messageSeverity(value: number | undefined): DistributionPointReason["severity"] {
  return severities.get(value ?? 0) ?? "unknown";
}
