import type { FailureKind } from "./failure.js";

/** The properties that all failures of one kind have. */
interface FailureTraits {
  /** Whether the same read can succeed later. If a poll of a wait fails with such a kind, the wait continues. */
  readonly isTransient: boolean;
  /** Whether a transport retries a read after a failure of the kind. */
  readonly isRetried: boolean;
  /** Advice for a failure if the transport has no more specific advice. */
  readonly advice: string;
}

/** The traits of each failure kind. The compiler reports a missing kind. */
export const failureTraits: Readonly<Record<FailureKind, FailureTraits>> = {
  "invalid-argument": final("Fix the argument that `parameter` names."),
  "not-acknowledged": final("Do not refresh the task sequence. Refresh the packages that it references."),
  unauthenticated: final("Sign in with another ticket or token."),
  "access-denied": final("Give the account a security role and a security scope that permit this call."),
  "not-found": final("Check the class name and the key. If both are correct, check the account's security scopes."),
  unsupported: final("Read the site's $metadata. It shows what this release offers."),
  locked: final("Wait until the other user closes the object (SEDO lock), or read the object again if it changed."),
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
