import type { Execution } from "../failure.js";

const checkBeforeCallingAgain =
  "Do not call again yet. The site might have run the call. Read SourceVersion (refresh) or SourceSite (owner) first.";

/** Advice for a person. If `execution` is `unknown`, the advice starts with the warning not to call again yet. */
export function adviceAfter(execution: Execution, advice = ""): string {
  return execution === "unknown" ? `${checkBeforeCallingAgain} ${advice}`.trim() : advice;
}
