import type { FailureKind } from "./failure.js";

/** The properties that all failures of one kind have. */
interface FailureTraits {
  /** Whether the same read can succeed later. A wait continues after such a failure of a poll. */
  readonly isTransient: boolean;
  /** Whether a transport retries a read after such a failure. */
  readonly isRetried: boolean;
  /** Advice of a transport's failure that has no more specific one. */
  readonly advice: string;
}

/** One entry for each failure kind: the compiler reports a missing one. */
export const failureTraits: Readonly<Record<FailureKind, FailureTraits>> = {
  "invalid-argument": final("Fix the argument that `parameter` names."),
  "not-acknowledged": final("Refresh the packages that the task sequence references instead."),
  unauthenticated: final("Sign in with another ticket or token."),
  "access-denied": final("Give the account a security role and a security scope that permit this call."),
  "not-found": final("Check the class, the key, and the account's security scopes."),
  unsupported: final("Read the site's $metadata. It shows what this release offers."),
  locked: final("Wait until the SEDO lock is released, or read the object again."),
  "method-failed": final("Read `status` and SMSProv.log on the SMS Provider's server."),
  "provider-error": final("Read SMSProv.log and AdminService.log on the SMS Provider's server."),
  throttled: { isTransient: true, isRetried: true, advice: "Wait, then send fewer requests at the same time." },
  unavailable: { isTransient: true, isRetried: true, advice: "Try again later." },
  certificate: final("Check the certificate that is bound to the SMS Provider's port 443."),
  network: { isTransient: true, isRetried: true, advice: "Check the network between this computer and the site." },
  timeout: { isTransient: true, isRetried: false, advice: "Increase the timeout, or try again later." },
  aborted: final("Call again if the result is still needed."),
  "invalid-response": final("Check baseUrl, and the proxies between this computer and the site."),
  "not-distributed": final("Read `progress`, and `reason` of each failed distribution point."),
};

function final(advice: string): FailureTraits {
  return { isTransient: false, isRetried: false, advice };
}
