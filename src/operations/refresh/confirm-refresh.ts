import type { Transport } from "../../transport/transport.js";
import type { PollLimits, WaitOptions } from "../site/pace.js";
import type { PackageTarget } from "../package-target.js";
import { waitForRise, type PackageVersion } from "./package-version.js";
import { wasScheduleDue } from "./schedule-due.js";
import { readSiteMessages, type SiteMessage } from "./site-messages.js";

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
  /** Nobody knows whether the call reached the site. */
  readonly replyLost: boolean;
}

/**
 * Watches what becomes of a refresh. A rise is the evidence; that none was seen is no evidence of anything, so the
 * site's own messages are all that can be told then.
 */
export async function watchRefresh(
  transport: Transport,
  { target, before, replyLost }: SentRefresh,
  limits: PollLimits,
  { signal, clock }: WaitOptions,
): Promise<{ readonly confirmed?: RefreshConfirmed; readonly siteMessages?: readonly SiteMessage[] | undefined }> {
  const after = await waitForRise(transport, target, before, limits, { signal, clock });
  if (after === undefined) {
    return { siteMessages: await readSiteMessages(transport, target.PackageID, before.SourceDate, { signal }) };
  }
  // An accepted call is known to have been queued: only a lost one needs to be told from a scheduled refresh.
  const ambiguous =
    after.SourceVersion > before.SourceVersion + 1 ||
    (replyLost && (await wasScheduleDue(transport, target, before, after, { signal })));
  return { confirmed: { before, after, ...(ambiguous && { ambiguous }) } };
}
