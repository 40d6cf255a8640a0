import { succeed, type Result } from "../../result.js";
import type { Transport } from "../../transport/transport.js";
import type { PollLimits, WaitOptions } from "../site/pace.js";
import type { PackageTarget } from "../site/package-target.js";
import type { RefreshAccepted, RefreshOutcome } from "../refresh-pkg-source.js";
import { waitForRise, type PackageVersion } from "./package-version.js";
import { wasScheduleDue } from "./schedule-due.js";
import { readSiteMessages } from "./site-messages.js";

/** A rise of the version that was seen after a call. */
export interface RefreshConfirmed {
  readonly before: PackageVersion;
  readonly after: PackageVersion;
  /** Present where the rise may be somebody else's: by more than one, or where a schedule was due meanwhile. */
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
    // What an accepted call has queued may come after a rise that a schedule made, and then tells of other files.
    const ambiguous =
      after.SourceVersion > before.SourceVersion + 1 ||
      (await wasScheduleDue(transport, target, before, after, { signal }));
    const confirmed = { before, after, ...(ambiguous && { ambiguous }) };
    return succeed(reply.ok ? { ...reply.value, confirmed } : { phase: "observed", target, confirmed });
  }
  if (!reply.ok) return reply;
  if (!risen.ok) return succeed({ ...reply.value, readFailure: risen.failure });
  const siteMessages = await readSiteMessages(transport, target.PackageID, before.SourceDate, { signal });
  return succeed({ ...reply.value, ...(siteMessages !== undefined && { siteMessages }) });
}
