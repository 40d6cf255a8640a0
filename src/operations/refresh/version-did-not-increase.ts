import type { Aborted, FailureCause, Timeout } from "../../failure.js";
import type { PackageVersion } from "../../package-version.js";
import type { RefreshAccepted } from "./refresh-outcome.js";

const advice =
  "Read distmgr.log on the site server. Hashing a large package can take hours. If the site server cannot read the source, " +
  "the version does not increase. Check SourceSite: only the site that owns the package reads its source. Call again only " +
  "if the distribution manager was restarted after the call (0x800704D3). A package without source files gets no new version.";

/** The failure for an accepted refresh whose version increase was not observed. */
export function versionDidNotIncrease(
  {
    target: { className, PackageID },
    siteMessages = [],
    readFailure,
  }: Pick<RefreshAccepted, "target" | "siteMessages" | "readFailure">,
  before: PackageVersion,
  isAborted: boolean,
): Timeout | Aborted {
  const operation = { className, methodName: "RefreshPkgSource", PackageID };
  const accepted = { execution: "executed", operation, before } as const;
  const call = `Refresh of ${PackageID}: accepted, but`;
  if (isAborted) {
    return {
      kind: "aborted",
      ...accepted,
      message: `${call} the wait for the new version was aborted`,
      advice: `Do not call again. Wait until SourceVersion is greater than ${before.SourceVersion}.`,
    };
  }
  if (readFailure !== undefined) {
    const cause: FailureCause = { name: readFailure.kind, message: readFailure.message };
    const message = `${call} SourceVersion could not be read (${readFailure.kind})`;
    return { kind: "timeout", ...accepted, message, advice: readFailure.advice ?? advice, cause };
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
