import { describeOperation } from "../../../operation-text.js";
import type { RequestContext } from "../connection/http-response.js";

/** A failure message: the call, then what happened. */
export function messageFor({ operation, runs }: RequestContext, whatHappened: string): string {
  return `${describeOperation(operation, runs === "write" ? "Update" : "Read")}: ${whatHappened}`;
}

/** `execution` if a response proves nothing. A read runs nothing on the site, so a failed read is always `not-executed`. */
export function executionIfUncertain({ runs }: RequestContext): "not-executed" | "unknown" {
  return runs === "nothing" ? "not-executed" : "unknown";
}
