import * as z from "zod";
import type { DistributionProgress, DistributionPointReason } from "../../distribution-progress.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { isFailedState, type JudgedPoint } from "./progress.js";
import { messageSeverity } from "../site/message-severity.js";
import { readRowsOfPackage } from "../site/read-package.js";
import { comparableNalPath } from "../../wmi/nal-path.js";
import { optionalText, optionalUint32, uint32 } from "../../wmi/row-values.js";

const reasonRow = z.object({
  NalPath: z.string(),
  MessageID: uint32,
  MessageSeverity: optionalUint32,
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

/**
 * Gives each failed point the site's last status message about it: one query, however many points, and none where no
 * point failed. The reasons are an addition: where they can't be read, the progress stays as it is.
 */
export async function withReasons(
  transport: Transport,
  PackageID: string,
  progress: DistributionProgress,
  judged: readonly JudgedPoint[],
  options: CallOptions,
): Promise<DistributionProgress> {
  if (!judged.some(({ progress: { state } }) => isFailedState(state))) return progress;
  const rows = await readRowsOfPackage(
    transport,
    { className: "SMS_DistributionDPStatus", PackageID },
    reasonRow,
    options,
  );
  if (!rows.ok) return progress;
  const reasons = new Map(rows.value.map((row) => [comparableNalPath(row.NalPath), toReason(row)]));
  const points = judged.map(({ point, progress: known }) => {
    const reason = isFailedState(known.state) ? reasons.get(comparableNalPath(point.nalPath)) : undefined;
    return reason === undefined ? known : { ...known, reason };
  });
  return { ...progress, points };
}

function toReason({ MessageID, MessageSeverity, ...row }: z.output<typeof reasonRow>): DistributionPointReason {
  const insertions = [
    row.InsString1,
    row.InsString2,
    row.InsString3,
    row.InsString4,
    row.InsString5,
    row.InsString6,
    row.InsString7,
    row.InsString8,
    row.InsString9,
    row.InsString10,
  ];
  return {
    messageID: MessageID,
    severity: messageSeverity(MessageSeverity),
    text: insertions.flatMap((text) => (text === undefined || text === "" ? [] : [text])),
  };
}
