import type { SecurityRole } from "../classes/class-text.js";
import type { JsonValue } from "../values/json.js";

/** Releases that changed requests or responses. Any other release behaves as the one before it. */
export const releases = ["1910", "2002", "2006", "2111", "2303", "2503", "2509", "2603"] as const;

/** A release of ConfigMgr: year and month. */
export type Release = (typeof releases)[number];

// Written out, and not derived from the schemas: the declarations of the package then show these types and not those of
// zod. The schemas must fit them, because what a schema returns is used as its type.

/**
 * Settings for each difference that was seen, or is suspected, between real sites. The defaults are what was seen for a
 * release. Tests change the settings. `site.describeBehavior()` prints the evidence for each default.
 */
export interface Behavior {
  readonly authentication: "none" | "bearer" | "negotiate";
  readonly classNameCase: "sensitive" | "insensitive";
  readonly ntlm: "offered" | "refused";
  /** Query strings with `+` for a space or `%24` for `$`. */
  readonly queryEncoding: "accepted" | "refused";
  readonly abstractEmbeddedParameters: "accepted" | "refused";
  readonly methodStatus: 200 | 201 | 204;
  readonly methodBody: "ReturnValue" | "value" | "empty" | "out-parameters";
  /** Return value of each method, signed 32-bit. With a value other than 0, methods do nothing. */
  readonly returnValue: number;
  readonly nonZeroReturnValue: 201 | 500;
  readonly keyedGetEnvelope: "array" | "bare";
  readonly missingKey: 404 | "empty-array";
  readonly lazyInLists: "absent" | "null";
  /** How the site refuses an account that lacks a permission. */
  readonly permission: 404 | 500 | 403 | "empty-array";
  readonly arrayOfEmbeddedParameter: "refused" | "accepted";
  readonly backslashInUrl: "refused" | "accepted";
  readonly stringEqualityFilter: "works" | "refused";
  /** Number of rows on a page; the response has `@odata.nextLink` if there are more. */
  readonly paging: "none" | number;
  readonly errorBody: "envelope" | "web-api" | "html" | "empty";
  readonly serviceState: ServiceState;
  readonly rateLimit: RateLimit;
  readonly tls: "private-root" | "pki-root" | "expired" | "name-mismatch";
  readonly cloudManagementGateway: "off" | CloudManagementGateway;
  readonly distribution: "succeeds" | "one-retries" | "one-fails" | "source-missing" | "never-finishes";
  /** `MessageState` of a failed distribution point in `SMS_DistributionDPStatus` and its relatives. */
  readonly failureMessageState: 3 | 4;
  readonly refreshWhileRunning: "queued" | "merged";
  readonly postToKeyedUrl: "update" | "refused";
  readonly put: "merge" | "refused";
  readonly patch: "merge" | "refused";
  readonly errorInSuccess: boolean;
  readonly sedo: "off" | "on";
  /** Classes whose instance methods are not in `$metadata` and are refused. */
  readonly actionsMissing: readonly string[];
  /** Duration of a boot image rebuild inside `RefreshPkgSource`, in milliseconds of the site's clock. */
  readonly bootImageRebuildMs: number;
}

/** Settings to change. The others keep their values. */
export type BehaviorChanges = { readonly [Setting in keyof Behavior]?: Behavior[Setting] | undefined };

/** Whether and how the service responds. */
export type ServiceState =
  | "up"
  | "dead-hang"
  | "down-503"
  | "reset"
  /** Returns 503 for this number of requests, then works. */
  | { readonly unavailableRequests: number }
  /** Delay of each response, in milliseconds of real time. The site runs the request before the delay. */
  | { readonly slowMs: number };

/** Limit of requests for each client address, and the response above it. */
export type RateLimit =
  | "off"
  | {
      /** Maximum number of requests from one client address in one second of real time. */
      readonly requestsPerSecond: number;
      /** Response to a request above the limit. */
      readonly answer: 429 | 503 | "refused";
    };

/** The cloud management gateway in front of the service. */
export interface CloudManagementGateway {
  /** `aud` claim that a token must have. Default: not checked. */
  readonly audience?: string | undefined;
  /** The gateway returns 500 for each request. */
  readonly failing?: boolean | undefined;
}

/** A package: its class, its PackageID and any properties. Other properties get a default. */
export interface PackageSeed {
  /** Name of a concrete package class. */
  readonly className: string;
  /** Eight characters, A-Z and 0-9. */
  readonly PackageID: string;
  /** Distribution points that have it. Default: all of them; for a task sequence none. */
  readonly distributionPoints?: readonly (string | SeededPoint)[] | undefined;
  /** A property of the class. */
  readonly [property: string]: JsonValue | undefined;
}

/** A distribution point of a package, and the state of the content there. */
type SeededPoint = {
  /** Name of the distribution point. */
  readonly name: string;
  /** State of the content there: `"installed"` has the current version, each other state the version before it. */
  readonly state: SeededState;
};

/** State of a package's content on one distribution point when the site starts. */
export type SeededState = "installed" | "outdated" | "in-progress" | "failed";

/** An account. It is an administrative user of the site if it has a role. */
export interface Account {
  /** `DOMAIN\user`, or a user principal name. */
  readonly name: string;
  /** Built-in security roles. An account without a role is refused everything. */
  readonly roles: readonly SecurityRole[];
  /** Security scopes. Default: all. */
  readonly scopes?: readonly string[] | undefined;
  /** Bearer token of the account. */
  readonly token?: string | undefined;
}

/** Result of a transfer of a package to one distribution point. */
export type PointOutcome = "succeeds" | "retries" | "fails" | "never-finishes";

/** Result of a refresh of one package. */
export interface ContentScript {
  /** `"missing"`: the site cannot read the source folder, so the version never increases. */
  readonly source?: "readable" | "missing" | undefined;
  /** Duration of snapshot and hash, in milliseconds of the site's clock. */
  readonly snapshotMs?: number | undefined;
  /** Outcome by name of the distribution point. */
  readonly points?: Readonly<Record<string, PointOutcome>> | undefined;
}

/** Contents and settings of a site. Each omitted member comes from the default site. */
export interface SiteSeed {
  /** Three characters, A-Z and 0-9. */
  readonly siteCode?: string | undefined;
  /** Release to simulate. Default: 2509. */
  readonly release?: Release | undefined;
  /** Packages of the site. */
  readonly packages?: readonly PackageSeed[] | undefined;
  /** Server names, or names with the code of their site. Default: the simulated site. */
  readonly distributionPoints?:
    readonly (string | { readonly name: string; readonly siteCode?: string | undefined })[] | undefined;
  /** Groups, with the names of their members. */
  readonly distributionPointGroups?:
    | readonly {
        readonly name: string;
        readonly description?: string | undefined;
        readonly distributionPoints: readonly string[];
      }[]
    | undefined;
  /** Codes of the other sites in the hierarchy. */
  readonly otherSites?: readonly string[] | undefined;
  /** Accounts. Requests without a credential use the first one. Default: each account is an administrator. */
  readonly accounts?: readonly Account[] | undefined;
  /** Result of a refresh, by PackageID. */
  readonly contentScripts?: Readonly<Record<string, ContentScript>> | undefined;
  /** SEDO locks (another user edits the object). They have an effect only if `behavior.sedo` is on. */
  readonly locks?:
    readonly { readonly PackageID: string; readonly user: string; readonly machine?: string | undefined }[] | undefined;
  /** Settings that differ from the defaults of the release. */
  readonly behavior?: BehaviorChanges | undefined;
}

/** Options of {@link createSimulatedSite}: contents and settings of the site, and how it runs. */
export interface SimulatedSiteOptions extends SiteSeed {
  /** Faults. For each request, the first one that matches applies. */
  readonly faults?: readonly Fault[] | undefined;
  /** Start time of the site's clock. Default: now. */
  readonly startTime?: Date | undefined;
  /**
   * Speed of the site's clock. 0, the default: it stands still until `advance`. 1: real time. 60: one minute in each
   * second.
   */
  readonly speed?: number | undefined;
  /** Refuses each write and each method that changes something. Default: false. */
  readonly readOnly?: boolean | undefined;
}

/** A fault: an error that the simulated site applies to requests. */
export interface Fault {
  /** Requests that the fault applies to. Default: all. */
  readonly match?: FaultMatch | undefined;
  /** Number of matching requests before the fault applies. Default: 0. */
  readonly after?: number | undefined;
  /** Number of requests that the fault applies to. Default: no limit. */
  readonly times?: number | undefined;
  /** Effect of the fault. */
  readonly effect: FaultEffect;
}

/** Effect of a fault. */
export type FaultEffect =
  | {
      /** HTTP status of the response. */
      readonly status: number;
      /** Not sent with a status that has no body: 204, 205 and 304. */
      readonly body?: string | undefined;
      /** Replace headers of the service with the same name. */
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** The connection is closed before or after the site runs the request. */
  | { readonly reset: "before" | "after-execution" }
  /** There is no response. The site does not run the request (`before`), or runs it (`after-execution`). */
  | { readonly hang: "before" | "after-execution" }
  /** Delay of the response, in milliseconds of real time. The site runs the request before the delay. */
  | { readonly delayMs: number }
  /** The connection is closed after this number of bytes of the body. A body that is not longer is sent whole. */
  | { readonly cutAfterBytes: number };

/** Which requests a fault is applied to. */
export interface FaultMatch {
  /** HTTP method, in any case. */
  readonly method?: string | undefined;
  /** Text in the decoded URL. */
  readonly urlIncludes?: string | undefined;
}
