import type { CallOptions, Transport, WmiObject } from "../transport/transport.js";
import type { PackageTarget } from "./package-target.js";
import type { PackageVersion } from "./package-version.js";

/**
 * Whether a `RefreshSchedule` may have raised the version. The schedule is lazy, so it takes a keyed read; on a task
 * sequence that would bring `Sequence` along, and there the question stays open.
 *
 * @returns `true` also where it can't be told
 */
export async function wasScheduleDue(
  transport: Transport,
  { className, PackageID }: PackageTarget,
  _before: PackageVersion,
  _after: PackageVersion,
  options: CallOptions,
): Promise<boolean> {
  if (className === "SMS_TaskSequencePackage") return true;
  const read = await transport.getObject({ className, keys: { PackageID } }, options);
  return !read.ok || hasSchedule(read.value);
}

function hasSchedule({ RefreshSchedule }: WmiObject): boolean {
  return Array.isArray(RefreshSchedule) && RefreshSchedule.length > 0;
}
