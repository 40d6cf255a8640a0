import * as z from "zod";
import { succeed, type Result } from "../../result.js";
import type { ScheduleToken } from "../../schedule/schedule-token.js";
import { wmiToToken } from "../../schedule/wmi-token.js";
import type { CallOptions, Transport, WmiValue } from "../../transport/transport.js";
import type { PackageTarget } from "../site/package-target.js";
import { findPackageRow } from "../site/read-packages.js";
import type { PackageVersion } from "../../package-version.js";
import { optionalUint32, siteTimeMs } from "../../wmi/row-values.js";
import { isList } from "../../wmi/wmi-object.js";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Largest difference between local time and UTC. A schedule token without `IsGMT` has local times, but not the time zone. */
const zoneMs = 14 * hourMs;

/** Each documented recurrence occurs at least once within this number of days. */
const maxDays = 366;

/** `PkgSourceFlag` STORAGE_DIRECT. A `RefreshSchedule` has an effect only with this value (documented). */
export const directSource = 2;

const sourceRow = z.object({ PackageID: z.string(), PkgSourceFlag: optionalUint32 });

/**
 * Reads whether a `RefreshSchedule` might have increased the version: one of its times is between the creation times of the
 * two versions. The schedule is a lazy property and needs a keyed read. On a task sequence, a keyed read would also return
 * `Sequence`, which is large and secret. So for a task sequence this reads only whether a schedule could work at all.
 */
export async function wasScheduleDue(
  transport: Transport,
  target: PackageTarget,
  before: PackageVersion,
  after: PackageVersion,
  options: CallOptions,
): Promise<Result<boolean>> {
  const { className, PackageID } = target;
  if (className === "SMS_TaskSequencePackage") {
    const row = await findPackageRow(transport, { className, schema: sourceRow }, PackageID, options);
    return row.ok ? succeed((row.value?.PkgSourceFlag ?? directSource) === directSource) : row;
  }
  const read = await transport.getObject({ className, keys: { PackageID } }, options);
  if (!read.ok) return read;
  const { RefreshSchedule: schedule } = read.value;
  if (!isList(schedule)) return succeed(false);
  return succeed(schedule.some((item) => mightBeDue(item, before.SourceDate, after.SourceDate)));
}

function mightBeDue(item: WmiValue, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined || to === undefined) return true;
  const token = wmiToToken(item);
  if (token.__CLASS === undefined) return true;
  const slackMs = token.IsGMT ? 0 : zoneMs;
  return isDue(token, siteTimeMs(from) - slackMs, siteTimeMs(to) + slackMs);
}

/**
 * Whether a schedule token has a time after `fromMs` and not after `toMs`. A recurrence every several weeks or months is
 * treated as one every week or month, so the result can be true although no time is due.
 */
function isDue(token: ScheduleToken, fromMs: number, toMs: number): boolean {
  const startMs = token.StartTime.getTime();
  if (token.__CLASS === "SMS_ST_NonRecurring") return startMs > fromMs && startMs <= toMs;
  if (token.__CLASS === "SMS_ST_RecurInterval") {
    const spanMs = token.DaySpan * dayMs + token.HourSpan * hourMs + token.MinuteSpan * 60_000;
    // The meaning of a recurrence without a span is not documented, so it counts as due.
    if (spanMs === 0) return true;
    const steps = Math.max(0, Math.floor((fromMs - startMs) / spanMs) + 1);
    return startMs + steps * spanMs <= toMs;
  }
  // A schedule token has no time before its `StartTime`.
  const firstMs = Math.max(fromMs + 1, startMs);
  const lastMs = Math.min(toMs, firstMs + maxDays * dayMs);
  const timeOfDayMs = startMs % dayMs;
  for (let day = Math.floor(firstMs / dayMs); day * dayMs <= lastMs; day += 1) {
    const timeMs = day * dayMs + timeOfDayMs;
    if (timeMs >= firstMs && timeMs <= toMs && fallsOn(token, new Date(timeMs))) return true;
  }
  return false;
}

type CalendarToken = Exclude<ScheduleToken, { readonly __CLASS: "SMS_ST_NonRecurring" | "SMS_ST_RecurInterval" }>;

function fallsOn(token: CalendarToken, time: Date): boolean {
  switch (token.__CLASS) {
    case "SMS_ST_RecurWeekly":
      return time.getUTCDay() === token.Day - 1;
    case "SMS_ST_RecurMonthlyByDate":
      return time.getUTCDate() === (token.MonthDay === 0 ? daysInMonth(time) : token.MonthDay);
    case "SMS_ST_RecurMonthlyByWeekday":
      return isWeekdayOfMonth(token, time);
    case "SMS_ST_RecurMonthlyByWeekdayBase":
      return isWeekdayOfMonth(token, new Date(time.getTime() - token.Offset * dayMs));
  }
}

function isWeekdayOfMonth({ Day, WeekOrder }: { Day: number; WeekOrder: number }, time: Date): boolean {
  if (time.getUTCDay() !== Day - 1) return false;
  const date = time.getUTCDate();
  return WeekOrder === 0 ? date > daysInMonth(time) - 7 : Math.ceil(date / 7) === WeekOrder;
}

function daysInMonth(time: Date): number {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 0)).getUTCDate();
}
