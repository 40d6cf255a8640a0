import type { Fault } from "./faults.js";
import type { SecurityRole } from "../classes/class-text.js";
import type { JsonValue } from "../values/json.js";

/** Releases that changed requests or responses. A release that is not here behaves like the release before it. */
export const releases = ["1910", "2002", "2006", "2111", "2303", "2503", "2509", "2603"] as const;

/** A release of ConfigMgr: two digits of the year, then two of the month. */
export type Release = (typeof releases)[number];

// These types are not derived from the zod schemas, so that the published declarations do not contain types of zod. The
// compiler and a type test check that each schema accepts exactly the values of its type.

/**
 * Settings of the simulated site, one for each difference between real sites that was seen or is suspected. The defaults
 * are what was seen for a release. `site.describeBehavior()` prints the evidence for each default.
 */
export interface Behavior {
  /** Credential that each request needs. `negotiate` is for `/AdminService`; other paths then require a token. */
  readonly authentication: "none" | "bearer" | "negotiate";
  /** Whether the case of a class name in a URL must be correct. */
  readonly classNameCase: "sensitive" | "insensitive";
  /** Whether a 401 response offers NTLM in addition to Negotiate. */
  readonly ntlm: "offered" | "refused";
  /** Whether the site accepts query strings with `+` for a space, or with `%24` for `$`. */
  readonly queryEncoding: "accepted" | "refused";
  /** Whether the site accepts parameters of an abstract embedded class, for example `SMS_ScheduleToken`. */
  readonly abstractEmbeddedParameters: "accepted" | "refused";
  /** HTTP status of the response to a method. A 204 response has no body. */
  readonly methodStatus: 200 | 201 | 204;
  /** Members in the body of the response to a method. `value`: the return value is in `value`. */
  readonly methodBody: "ReturnValue" | "value" | "empty" | "out-parameters";
  /** Return value of each method, signed 32-bit. If it is not 0, methods change nothing. */
  readonly returnValue: number;
  /** HTTP status of the response to a method that returns a value other than 0. */
  readonly nonZeroReturnValue: 201 | 500;
  /** Whether the response to a keyed read has its object in an array. */
  readonly keyedGetEnvelope: "array" | "bare";
  /** Response to a keyed read of an object that does not exist. */
  readonly missingKey: 404 | "empty-array";
  /** How the objects in a list omit their lazy properties. */
  readonly lazyInLists: "absent" | "null";
  /** How the site refuses an account that lacks a permission: with a status, or with an empty array for a read. */
  readonly permission: 404 | 500 | 403 | "empty-array";
  /** Whether the site accepts parameters that are arrays of embedded objects. */
  readonly arrayOfEmbeddedParameter: "refused" | "accepted";
  /** Whether the site accepts URLs that contain a backslash, for example in a filter on a user name. */
  readonly backslashInUrl: "refused" | "accepted";
  /** Whether a filter can compare strings with `eq`. */
  readonly stringEqualityFilter: "works" | "refused";
  /** Maximum number of rows in a response. If there are more rows, the response has `@odata.nextLink`. */
  readonly paging: "none" | number;
  /** Format of the body of an error response. */
  readonly errorBody: "envelope" | "web-api" | "html" | "empty";
  readonly serviceState: ServiceState;
  readonly rateLimit: RateLimit;
  /** Server certificate for later calls of `listen`. Clients must refuse `expired` and `name-mismatch`. */
  readonly tls: "private-root" | "pki-root" | "expired" | "name-mismatch";
  /** Whether requests through a cloud management gateway reach the site. */
  readonly cloudManagementGateway: "off" | CloudManagementGateway;
  /** Result of each distribution. `one-retries` and `one-fails` affect the first distribution point of a package. */
  readonly distribution: "succeeds" | "one-retries" | "one-fails" | "source-missing" | "never-finishes";
  /** `MessageState` in the status rows of a failed distribution point. */
  readonly failureMessageState: 3 | 4;
  /** A refresh of a package during another one: it runs afterwards (`queued`), or it is dropped (`merged`). */
  readonly refreshWhileRunning: "queued" | "merged";
  /** Whether POST to the URL of an object updates the object. `refused`: the status is 405. */
  readonly postToKeyedUrl: "update" | "refused";
  /** Whether PUT to the URL of an object changes the properties in the body. `refused`: the status is 405. */
  readonly put: "merge" | "refused";
  /** Whether PATCH to the URL of an object changes the properties in the body. `refused`: the status is 405. */
  readonly patch: "merge" | "refused";
  /** Whether each successful response to a method or a write also has a member `error`. */
  readonly errorInSuccess: boolean;
  /** Whether the SEDO lock of one user prevents other users from changing an object. */
  readonly sedo: "off" | "on";
  /** Names of classes whose instance methods are not in `$metadata`. Calls of these methods are refused. */
  readonly actionsMissing: readonly string[];
  /** Duration of a boot image rebuild inside `RefreshPkgSource`, in milliseconds of the site's clock. */
  readonly bootImageRebuildMs: number;
}

/** Settings to change. An omitted setting keeps its value. */
export type BehaviorChanges = { readonly [Setting in keyof Behavior]?: Behavior[Setting] | undefined };

/** Whether and how the AdminService responds. */
export type ServiceState =
  | "up"
  | "dead-hang"
  | "down-503"
  | "reset"
  /** The site returns 503 for this number of requests, then responds normally. */
  | { readonly unavailableRequests: number }
  /** Delay of each response, in milliseconds of real time. The site runs the request first, then waits. */
  | { readonly slowMs: number };

/** Maximum rate of requests from a client address, and the response to requests above it. */
export type RateLimit =
  | "off"
  | {
      /** Maximum number of requests from one client address in one second of real time. */
      readonly requestsPerSecond: number;
      /** Response to a request above the maximum: a status, or a closed connection (`refused`). */
      readonly answer: 429 | 503 | "refused";
    };

/** A simulated cloud management gateway, which forwards requests to the AdminService. */
export interface CloudManagementGateway {
  /** Value that the `aud` claim of a token must have. Default: the claim is not checked. */
  readonly audience?: string | undefined;
  /** If true, the cloud management gateway returns 500 for each request. */
  readonly failing?: boolean | undefined;
}

/** A package of a seed: its class, its PackageID and any of its properties. Omitted properties get a default. */
export interface PackageSeed {
  /** Name of a concrete package class. */
  readonly className: string;
  /** PackageID: eight characters, A-Z or 0-9. */
  readonly PackageID: string;
  /** Distribution points that have the package. Default: all of them; for a task sequence none. */
  readonly distributionPoints?: readonly (string | SeededPoint)[] | undefined;
  /** Value of a property of the class. */
  readonly [property: string]: JsonValue | undefined;
}

/** A distribution point that has a package, and the state of the content there. */
type SeededPoint = {
  /** Name of the distribution point. */
  readonly name: string;
  /** State of the content there. `"installed"` has the current version; each other state has the version before it. */
  readonly state: SeededState;
};

/** State of a package's content on one distribution point when the site starts. */
export type SeededState = "installed" | "outdated" | "in-progress" | "failed";

/** An account of the simulated site. It is an administrative user if it has at least one security role. */
export interface Account {
  /** Name of the account: `DOMAIN\user`, or a user principal name. */
  readonly name: string;
  /** Built-in security roles. The site refuses each request of an account without a role. */
  readonly roles: readonly SecurityRole[];
  /** Names of security scopes. The account sees only packages in one of them. Default: all packages. */
  readonly scopes?: readonly string[] | undefined;
  /** Bearer token that signs in as this account. */
  readonly token?: string | undefined;
}

/** Result when the site sends a package to one distribution point. */
export type PointOutcome = "succeeds" | "retries" | "fails" | "never-finishes";

/** Sets the result of each refresh of one package. */
export interface ContentScript {
  /** `"missing"`: the site cannot read the source folder, so `SourceVersion` never increases. */
  readonly source?: "readable" | "missing" | undefined;
  /** How long the site reads and hashes the source files, in milliseconds of the site's clock. */
  readonly snapshotMs?: number | undefined;
  /** Result by name of the distribution point. */
  readonly points?: Readonly<Record<string, PointOutcome>> | undefined;
}

/** Contents and settings of a simulated site. An omitted member gets the value of the default site. */
export interface SiteSeed {
  /** Site code: three characters, A-Z or 0-9. Default: P01. */
  readonly siteCode?: string | undefined;
  /** Release to simulate. Default: 2509. */
  readonly release?: Release | undefined;
  /** Packages of the site. */
  readonly packages?: readonly PackageSeed[] | undefined;
  /** Distribution points: server names, each with the code of its site if it is not the simulated site. */
  readonly distributionPoints?:
    readonly (string | { readonly name: string; readonly siteCode?: string | undefined })[] | undefined;
  /** Distribution point groups, each with the names of its distribution points. */
  readonly distributionPointGroups?:
    | readonly {
        readonly name: string;
        readonly description?: string | undefined;
        readonly distributionPoints: readonly string[];
      }[]
    | undefined;
  /** Codes of the other sites in the hierarchy. */
  readonly otherSites?: readonly string[] | undefined;
  /** Accounts. A request without a credential uses the first one. Default: each account is a full administrator. */
  readonly accounts?: readonly Account[] | undefined;
  /** Results of refreshes, by PackageID. */
  readonly contentScripts?: Readonly<Record<string, ContentScript>> | undefined;
  /** SEDO locks (another user edits the object). They have an effect only if `behavior.sedo` is `"on"`. */
  readonly locks?:
    readonly { readonly PackageID: string; readonly user: string; readonly machine?: string | undefined }[] | undefined;
  /** Settings that differ from the defaults of the release. */
  readonly behavior?: BehaviorChanges | undefined;
}

/** Options of {@link createSimulatedSite}: contents and settings of the site, and how it runs. */
export interface SimulatedSiteOptions extends SiteSeed {
  /** Faults. The first fault that matches a request is applied to it. */
  readonly faults?: readonly Fault[] | undefined;
  /** Start time of the site's clock. Default: now. */
  readonly startTime?: Date | undefined;
  /**
   * Speed of the site's clock. 0: the clock moves only when `advance` is called. 1: real time. 60: one minute in each
   * second. Default: 0.
   */
  readonly speed?: number | undefined;
  /** If true, the site refuses each write and each method that changes something. Default: false. */
  readonly readOnly?: boolean | undefined;
}
