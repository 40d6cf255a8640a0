import { isDeepStrictEqual } from "node:util";
import { defaultBehavior } from "../../src/simulator/behavior.js";
import type { Behavior } from "../../src/simulator/index.js";

/** Each position of each switch that a site may be in; the compiler asks for new switches. */
const positions: { readonly [Switch in keyof Behavior]: readonly Behavior[Switch][] } = {
  authentication: ["none", "bearer", "negotiate"],
  classNameCase: ["sensitive", "insensitive"],
  ntlm: ["offered", "refused"],
  queryEncoding: ["accepted", "refused"],
  abstractEmbeddedParameters: ["accepted", "refused"],
  methodStatus: [200, 201, 204],
  methodBody: ["ReturnValue", "value", "empty", "out-parameters"],
  returnValue: [0, 5, -2147217407],
  nonZeroReturnValue: [201, 500],
  keyedGetEnvelope: ["array", "bare"],
  missingKey: [404, "empty-array"],
  lazyInLists: ["absent", "null"],
  permission: [404, 500, 403, "empty-array"],
  arrayOfEmbeddedParameter: ["refused", "accepted"],
  backslashInUrl: ["refused", "accepted"],
  stringEqualityFilter: ["works", "refused"],
  paging: ["none", 1],
  errorBody: ["envelope", "web-api", "html", "empty"],
  serviceState: ["up", "dead-hang", "dead-503", "reset", { unavailableRequests: 2 }, { slowMs: 1 }],
  rateLimit: ["off", { requestsPerSecond: 2, answer: 429 }, { requestsPerSecond: 2, answer: "refused" }],
  tls: ["private-root", "pki-root", "expired", "name-mismatch"],
  cloudManagementGateway: ["off", { failing: true }],
  distribution: ["succeeds", "one-fails", "source-missing", "never-finishes"],
  refreshWhileRunning: ["queued", "merged"],
  postToKeyedUrl: ["update", "refused"],
  put: ["merge", "refused"],
  patch: ["merge", "refused"],
  errorInSuccess: [false, true],
  sedo: ["off", "on"],
  actionsMissing: [[], ["SMS_Package"]],
  bootImageRebuildMs: [0],
};

const defaults = new Map<string, unknown>(Object.entries(defaultBehavior("2509")));

/** A site with one switch turned from what it is by default, and how that is called. */
export const variants = Object.entries(positions).flatMap(([name, values]) =>
  values
    .filter((value) => !isDeepStrictEqual(value, defaults.get(name)))
    .map((value) => ({ name: `${name}: ${JSON.stringify(value)}`, behavior: { [name]: value } })),
);
