import * as z from "zod";
import type { DistributionProgress, DistributionPointReason } from "../../distribution-progress.js";
import { succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { optionalText, optionalUint32, uint32 } from "../../wmi/row-values.js";
import { readRowsOfPackages } from "../site/read-packages.js";
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

const reasonRow = z.object({
  // The key of the class. Only its presence in `$select` matters.
  ID: z.unknown().optional(),
  PackageID: z.string(),
  NalPath: z.string(),
  MessageID: uint32,
  MessageSeverity: optionalUint32,
  ...insertionRow.shape,
});

const insertionNames = insertionRow.keyof().options;

/** Status messages of each package, by NAL path in the form that compares. */
export type ReasonsByPackage = ReadonlyMap<string, ReadonlyMap<string, DistributionPointReason>>;

/** Reads the site's last status message about each distribution point of some packages, in one request. */
export async function readReasons(
  transport: Transport,
  PackageIDs: readonly string[],
  options: CallOptions,
): Promise<Result<ReasonsByPackage>> {
  const query = { className: "SMS_DistributionDPStatus", PackageIDs };
  const rows = await readRowsOfPackages(transport, query, reasonRow, options);
  if (!rows.ok) return rows;
  const entries = [...rows.value].map(
    ([PackageID, found]) => [PackageID, new Map(found.ok ? found.value.map(toEntry) : [])] as const,
  );
  return succeed(new Map(entries));
}

/** Adds the reason of each failed distribution point. Without reasons, the progress stays as it is. */
export function withReasons(
  progress: DistributionProgress,
  judged: readonly JudgedPoint[],
  reasons: ReasonsByPackage,
): DistributionProgress {
  const byPoint = reasons.get(progress.PackageID);
  if (byPoint === undefined) return progress;
  const points = judged.map(({ point, progress: known }) => {
    const reason = isFailedState(known.state) ? byPoint.get(comparableNalPath(point.nalPath)) : undefined;
    return reason === undefined ? known : { ...known, reason };
  });
  return { ...progress, points };
}

function toEntry(row: z.output<typeof reasonRow>): readonly [string, DistributionPointReason] {
  const reason = {
    messageID: row.MessageID,
    severity: messageSeverity(row.MessageSeverity),
    insertionStrings: insertionNames.map((name) => row[name] ?? "").filter((text) => text !== ""),
  };
  return [comparableNalPath(row.NalPath), reason];
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
