import { isDeepStrictEqual } from "node:util";
import { defaultBehavior } from "../../src/simulator/settings/behavior.js";
import type { Behavior } from "../../src/simulator/index.js";

/** Other properties that a site must have so that a client can see a setting. */
export interface Condition {
  readonly behavior?: Partial<Behavior>;
  /** The capture kit signs in with an account that has only read permission. */
  readonly mayOnlyRead?: boolean;
  /** Another user has the SEDO lock of the package. */
  readonly isLocked?: boolean;
  readonly className?: "SMS_Package" | "SMS_BootImagePackage";
  /** The site's clock runs in real time. Otherwise it stands still. */
  readonly runs?: boolean;
}

interface SettingValue<T> {
  readonly value: T;
  readonly under: Condition;
  /** Why the report of the capture kit does not show the value. `undefined` if the report must show it. */
  readonly unseen: string | undefined;
}

/** Values of each setting of the simulated site. If a setting is missing here, this file does not compile. */
const settingValues: { readonly [Setting in keyof Behavior]: readonly SettingValue<Behavior[Setting]>[] } = {
  authentication: [shows("bearer"), shows("negotiate")],
  classNameCase: [unseen("sensitive", "the kit writes names as the provider does")],
  ntlm: [
    shows("offered", { behavior: { authentication: "negotiate" } }),
    unseen("offered", "the site requires no sign-in"),
  ],
  queryEncoding: [unseen("refused", "the kit's one query has neither a space nor an encoded dollar sign")],
  abstractEmbeddedParameters: [unseen("refused", "the kit calls a method without parameters")],
  methodStatus: [shows(200), shows(204)],
  methodBody: [shows("value"), shows("empty"), shows("out-parameters")],
  returnValue: [shows(5), shows(-2147217407)],
  nonZeroReturnValue: [shows(500, { behavior: { returnValue: 5 } }), unseen(500, "the method returns 0")],
  keyedGetEnvelope: [shows("bare")],
  missingKey: [shows("empty-array")],
  lazyInLists: [unseen("null", "the kit only counts the rows of a list")],
  permission: [
    ...([500, 403, "empty-array"] as const).map((value) => shows(value, { mayOnlyRead: true })),
    unseen(500, "the account has every permission"),
  ],
  arrayOfEmbeddedParameter: [unseen("accepted", "the kit calls a method without parameters")],
  backslashInUrl: [unseen("accepted", "the kit's URLs have none")],
  stringEqualityFilter: [shows("refused")],
  paging: [shows(1), shows(2), unseen(1000, "all rows fit on the page")],
  errorBody: [shows("web-api"), shows("html"), shows("empty")],
  serviceState: [
    ...(["dead-hang", "down-503", "reset", { unavailableRequests: 2 }] as const).map((value) => shows(value)),
    unseen({ slowMs: 1 }, "the responses are the same, and within the timeout"),
  ],
  rateLimit: ([429, 503, "refused"] as const).map((answer) => shows({ requestsPerSecond: 1, answer })),
  tls: [shows("expired"), shows("name-mismatch"), unseen("pki-root", "the kit trusts the given CA")],
  cloudManagementGateway: [
    shows({ audience: "api://other" }, { behavior: { authentication: "bearer", cloudManagementGateway: {} } }),
    shows({ failing: true }, { behavior: { cloudManagementGateway: {} } }),
  ],
  distribution: (["one-retries", "one-fails", "source-missing", "never-finishes"] as const).map((value) =>
    unseen(value, "content is distributed after the response"),
  ),
  failureMessageState: [unseen(4, "the kit reads no status of a distribution point")],
  refreshWhileRunning: [unseen("merged", "the kit refreshes each package once")],
  postToKeyedUrl: [unseen("refused", "the kit writes with PATCH")],
  put: [unseen("refused", "the kit writes with PATCH")],
  patch: [shows("merge")],
  errorInSuccess: [shows(true)],
  sedo: [
    shows("on", { isLocked: true, behavior: { patch: "merge" } }),
    unseen("on", "no other user edits the package"),
  ],
  actionsMissing: [shows(["SMS_Package"])],
  bootImageRebuildMs: [
    shows(60_000, { className: "SMS_BootImagePackage", runs: true, behavior: { bootImageRebuildMs: 0 } }),
    unseen(60_000, "no other package is rebuilt"),
  ],
};

const defaults = new Map<string, unknown>(Object.entries(defaultBehavior("2509")));

/** Each value as a test case: its name, its condition, and the settings of the site. */
export const variants = Object.entries(settingValues).flatMap(([name, values]) =>
  values.map(({ value, under, unseen: why }) => ({
    name: `${name}: ${JSON.stringify(value)}${isPlain(under) ? "" : ` under ${JSON.stringify(under)}`}`,
    isDefault: isDeepStrictEqual(value, defaults.get(name)),
    under,
    behavior: { ...under.behavior, [name]: value },
    unseen: why,
  })),
);

function shows<T>(value: T, under: Condition = {}): SettingValue<T> {
  return { value, under, unseen: undefined };
}

function unseen<T>(value: T, why: string): SettingValue<T> {
  return { value, under: {}, unseen: why };
}

function isPlain(condition: Condition): boolean {
  return Object.keys(condition).length === 0;
}
