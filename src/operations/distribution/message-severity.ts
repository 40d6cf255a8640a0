import type { DistributionPointReason } from "../../distribution-progress.js";

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
