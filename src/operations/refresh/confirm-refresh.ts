import { succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import type { PollLimits, WaitOptions } from "../site/pace.js";
import type { PackageTarget } from "../site/package-target.js";
import type { RefreshAccepted, RefreshOutcome } from "../refresh-pkg-source.js";
import type { PackageVersion } from "../../package-version.js";
import { waitForRise } from "./package-version.js";
import { wasScheduleDue } from "./schedule-due.js";
import { readSiteMessages } from "./site-messages.js";

/** A version increase that was observed after a call. */
export interface RefreshConfirmed {
  readonly before: PackageVersion;
  readonly after: PackageVersion;
  /**
   * `true` if the increase might belong to another refresh: the response to our call was lost, the version increased by
   * more than one, or a schedule was due in the meantime.
   */
  readonly ambiguous?: true;
}

/** A refresh that was sent. */
export interface SentRefresh {
  readonly target: PackageTarget;
  readonly before: PackageVersion;
  /** A failure where the reply was lost: nobody knows whether the call reached the site. */
  readonly reply: Result<RefreshAccepted>;
}

/**
 * Watches what becomes of a refresh. A rise is the evidence; that none was seen is no evidence of anything: the call may
 * still be in a queue, and what can be told then is in the site's own messages.
 */
export async function watchRefresh(
  transport: Transport,
  { target, before, reply }: SentRefresh,
  limits: PollLimits,
  { signal, clock }: WaitOptions,
): Promise<Result<RefreshOutcome>> {
  const risen = await waitForRise(transport, target, before, limits, { signal, clock });
  const after = risen.ok ? risen.value : undefined;
  if (after !== undefined) {
    // A lost response does not show whether our call reached the site, so any increase might be another refresh.
    if (!reply.ok) return succeed({ phase: "observed", target, confirmed: { before, after, ambiguous: true } });
    // If a schedule caused this increase, our queued refresh might run later and read other files.
    const ambiguous =
      after.SourceVersion > before.SourceVersion + 1 ||
      (await wasScheduleDue(transport, target, before, after, { signal }));
    return succeed({ ...reply.value, confirmed: { before, after, ...(ambiguous && { ambiguous }) } });
  }
  if (!reply.ok) return reply;
  if (!risen.ok) return succeed({ ...reply.value, readFailure: risen.failure });
  const siteMessages = await readSiteMessages(transport, target.PackageID, before.SourceDate, { signal });
  return succeed({ ...reply.value, ...(siteMessages !== undefined && { siteMessages }) });
}
