import type { Aborted, FailureCause, Timeout } from "../../failure.js";
import type { PackageVersion } from "../../package-version.js";
import { succeed, type Result } from "../../result.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import type { PackageTarget } from "../site/package-target.js";
import type { PollTimer } from "../site/poll-timer.js";
import type { RefreshAccepted, RefreshOutcome } from "./refresh-types.js";
import { wasScheduleDue } from "./schedule-due.js";
import { readSiteMessages } from "./site-messages.js";

export interface SentRefresh {
  readonly target: PackageTarget;
  readonly before: PackageVersion;
  /** A failure if the response was lost: then the client cannot determine whether the site ran the call. */
  readonly response: Result<RefreshAccepted>;
}

/**
 * Decides what the polls of the version show about a refresh. A version increase shows that a refresh happened. No increase
 * proves nothing: the refresh might still be queued. Then the function reads the site's status messages, which can show why.
 *
 * @param increased - the new version; `undefined` if no increase was observed
 * @param timeoutMs - the caller's limit for one attempt of a read
 */
export async function judgeIncrease(
  transport: Transport,
  { target, before, response }: SentRefresh,
  increased: Result<PackageVersion | undefined>,
  timer: PollTimer,
  timeoutMs?: number,
): Promise<Result<RefreshOutcome>> {
  const after = increased.ok ? increased.value : undefined;
  if (after !== undefined) {
    // A lost response does not show whether our call reached the site, so any increase might be another refresh.
    if (!response.ok) return succeed({ phase: "observed", target, confirmed: { before, after, ambiguous: true } });
    // If a schedule caused this increase, our queued refresh might run later and read other files.
    const isScheduleDue = (options: CallOptions) => wasScheduleDue(transport, target, before, after, options);
    const due = await timer.read(isScheduleDue, timeoutMs);
    const ambiguous = after.SourceVersion > before.SourceVersion + 1 || !due.ok || due.value;
    return succeed({ ...response.value, confirmed: { before, after, ...(ambiguous && { ambiguous }) } });
  }
  if (!response.ok) return response;
  if (!increased.ok) return succeed({ ...response.value, confirmReadFailure: increased.failure });
  const siteMessages = await timer.read(
    (options) => readSiteMessages(transport, { PackageID: target.PackageID, since: before.SourceDate }, options),
    timeoutMs,
  );
  return succeed({ ...response.value, ...(siteMessages.ok && { siteMessages: siteMessages.value }) });
}

const advice =
  "Read distmgr.log on the site server. Hashing a large package can take hours. If the site server cannot read the source, " +
  "the version does not increase. Check SourceSite: only the site that owns the package reads its source. Call again only " +
  "if the distribution manager was restarted after the call (0x800704D3). A package without source files gets no new version.";

/** The failure for an accepted refresh whose version increase was not observed. */
export function versionDidNotIncrease(
  { target, siteMessages = [], confirmReadFailure }: RefreshOutcome,
  before: PackageVersion,
  isAborted: boolean,
): Timeout | Aborted {
  const { className, PackageID } = target;
  const operation = { className, methodName: "RefreshPkgSource", PackageID };
  const accepted = { execution: "executed", operation, before } as const;
  const call = `Refresh of ${PackageID}: accepted, but`;
  if (isAborted) {
    return {
      kind: "aborted",
      ...accepted,
      message: `${call} the caller's signal ended the wait for the new version`,
      advice: `Do not call again. Wait until SourceVersion is greater than ${before.SourceVersion}.`,
    };
  }
  if (confirmReadFailure !== undefined) {
    const cause: FailureCause = { name: confirmReadFailure.kind, message: confirmReadFailure.message };
    const message = `${call} SourceVersion could not be read (${confirmReadFailure.kind})`;
    return { kind: "timeout", ...accepted, message, advice: confirmReadFailure.advice ?? advice, cause };
  }
  const messages = siteMessages.map(
    ({ messageID, severity, insertionStrings }) => `${messageID} (${severity}) ${insertionStrings.join(", ")}`,
  );
  return {
    kind: "timeout",
    ...accepted,
    message: `${call} SourceVersion did not increase before the timeout`,
    advice:
      messages.length === 0
        ? advice
        : `Read the site's status messages since the last version: ${messages.join("; ")}. Then: ${advice}`,
  };
}
