import { exitCodes, type ExitCode } from "../exit-codes.js";
import type { RefreshDistributed, RefreshOutcome, SiteMessage } from "configmgr-sdk";

/** The word for the result of a package, by exit code. */
export const stateNames: Readonly<Record<ExitCode, string>> = {
  [exitCodes.done]: "done",
  [exitCodes.failed]: "failed",
  [exitCodes.unknown]: "unknown",
  [exitCodes.usage]: "failed",
  [exitCodes.interrupted]: "unknown",
};

/** States in words what a successful refresh reached. */
export function doneText(outcome: RefreshOutcome | RefreshDistributed): string {
  if (outcome.phase === "distributed") {
    return `version ${outcome.progress.sourceVersion} is on ${outcome.progress.installed} distribution points`;
  }
  if (outcome.confirmed === undefined) return "the site accepted the refresh; nothing is copied yet";
  const { before, after } = outcome.confirmed;
  return `SourceVersion increased from ${before.SourceVersion} to ${after.SourceVersion}`;
}

/** The status messages of the site during the distribution, as one line. */
export function siteMessagesText(messages: readonly SiteMessage[]): string {
  return messages
    .map(
      ({ messageID, severity, insertionStrings }) =>
        `message ${messageID} (${severity}) ${insertionStrings.join(", ")}`,
    )
    .join("; ");
}
