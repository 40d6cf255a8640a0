import { UsageError, type ExitCode } from "../exit-codes.js";
import { packagesOf, readPackageList } from "../package-list.js";
import { RefreshJob } from "../refresh-job.js";
import { openRun } from "../resume-file.js";
import { inSession, type SessionOptions } from "../session.js";
import { waitLimits, wholeNumber, type WaitArguments } from "../wait-limits.js";

/** Options of `configmgr refresh`. */
export interface RefreshOptions extends SessionOptions, WaitArguments {
  readonly from?: string;
  readonly confirm?: boolean;
  readonly wait?: boolean;
  readonly concurrency?: string;
  readonly resume?: string;
  readonly acknowledgeInoperable?: boolean;
}

/** `configmgr refresh`: refreshes packages. With `--resume`, continues the run that the resume file contains. */
export async function refresh(ids: readonly string[], options: RefreshOptions): Promise<ExitCode> {
  const limits = waitLimits(options);
  const concurrency = options.concurrency === undefined ? 4 : wholeNumber("--concurrency", options.concurrency);
  const named = [...packagesOf(ids), ...(options.from === undefined ? [] : await readPackageList(options.from))];
  if (named.length === 0 && options.resume === undefined) {
    throw new UsageError("name at least one package, or a file of packages with --from.");
  }
  const site = options.simulate === true ? "simulated" : (options.baseUrl ?? "").replace(/\/+$/, "");
  const { confirm = false, wait = false, acknowledgeInoperable = false, resume } = options;
  return inSession(options, (session) => {
    const journal = openRun(resume, site, named);
    return new RefreshJob(session, journal, { limits, concurrency, confirm, wait, acknowledgeInoperable }).run();
  });
}
