import { isAtLeast, type Release } from "./release.js";

/** How the service is up, or isn't. */
export type ServiceState =
  "up" | "dead-hang" | "dead-503" | "reset" | { readonly unavailableRequests: number } | { readonly slowMs: number };

/** What happens to a client address that asks too often. */
export interface RateLimit {
  /** Requests in one second of real time. */
  readonly requestsPerSecond: number;
  readonly answer: 429 | 503 | "refused";
}

/** The cloud management gateway in front of the service. */
export interface CloudManagementGateway {
  /** The `aud` that a token must carry; not looked at where absent. */
  readonly audience?: string | undefined;
  /** The gateway answers 500 whatever stands behind it. */
  readonly failing?: boolean | undefined;
}

/**
 * Everything in which sites were seen, or are feared, to differ. {@link defaultBehavior} gives what was seen; tests
 * turn the switches. `site.describeBehavior()` says how sure each default is.
 */
export interface Behavior {
  readonly authentication: "none" | "bearer" | "negotiate";
  readonly classNameCase: "sensitive" | "insensitive";
  readonly ntlm: "offered" | "refused";
  readonly queryEncoding: "accepted" | "refused";
  readonly abstractEmbeddedParameters: "accepted" | "refused";
  readonly methodStatus: 200 | 201 | 204;
  readonly methodBody: "ReturnValue" | "value" | "empty" | "out-parameters";
  /** What methods return, signed 32-bit; other than 0, they do nothing. */
  readonly returnValue: number;
  readonly nonZeroReturnValue: 201 | 500;
  readonly keyedGetEnvelope: "array" | "bare";
  readonly missingKey: 404 | "empty-array";
  readonly lazyInLists: "absent" | "null";
  readonly permission: 404 | 500 | 403 | "empty-array";
  readonly arrayOfEmbeddedParameter: "refused" | "accepted";
  readonly backslashInUrl: "refused" | "accepted";
  readonly stringEqualityFilter: "works" | "refused";
  /** Rows after which a list is cut and `@odata.nextLink` given. */
  readonly paging: "none" | number;
  readonly errorBody: "envelope" | "web-api" | "html" | "empty";
  readonly serviceState: ServiceState;
  readonly rateLimit: "off" | RateLimit;
  readonly tls: "private-root" | "pki-root" | "expired" | "name-mismatch";
  readonly cloudManagementGateway: "off" | CloudManagementGateway;
  readonly distribution: "succeeds" | "one-retries" | "one-fails" | "source-missing" | "never-finishes";
  readonly refreshWhileRunning: "queued" | "merged";
  readonly postToKeyedUrl: "update" | "refused";
  readonly put: "merge" | "refused";
  readonly patch: "merge" | "refused";
  readonly errorInSuccess: boolean;
  readonly sedo: "off" | "on";
  /** Classes whose instance methods are missing from `$metadata` and not served. */
  readonly actionsMissing: readonly string[];
  /** How long rebuilding a boot image holds its `RefreshPkgSource` up, in milliseconds of the site's clock. */
  readonly bootImageRebuildMs: number;
}

/** What was seen of sites of a release; each default's evidence stands in `behavior-evidence.ts`. */
export function defaultBehavior(release: Release): Behavior {
  return {
    authentication: "none",
    classNameCase: isAtLeast(release, "2006") ? "insensitive" : "sensitive",
    ntlm: isAtLeast(release, "2509") ? "refused" : "offered",
    queryEncoding: "accepted",
    abstractEmbeddedParameters: isAtLeast(release, "2111") ? "accepted" : "refused",
    methodStatus: 201,
    methodBody: "ReturnValue",
    returnValue: 0,
    nonZeroReturnValue: 201,
    keyedGetEnvelope: "array",
    missingKey: 404,
    lazyInLists: "absent",
    permission: 404,
    arrayOfEmbeddedParameter: "refused",
    backslashInUrl: "refused",
    stringEqualityFilter: "works",
    paging: "none",
    errorBody: "envelope",
    serviceState: "up",
    rateLimit: "off",
    tls: "private-root",
    cloudManagementGateway: "off",
    distribution: "succeeds",
    refreshWhileRunning: "queued",
    postToKeyedUrl: "update",
    put: "merge",
    patch: "refused",
    errorInSuccess: false,
    sedo: "off",
    actionsMissing: [],
    bootImageRebuildMs: 180_000,
  };
}
