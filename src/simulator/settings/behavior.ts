import * as z from "zod";
import { findClass } from "../classes/catalog.js";
import { longestTimerMs, parseWith } from "./parse-with.js";
import { isAtLeast, type Release } from "./release.js";

const serviceState = z.union([
  z.enum(["up", "dead-hang", "down-503", "reset"]),
  /** 503 to so many requests, then up again. */
  z.strictObject({ unavailableRequests: z.int().min(0) }),
  /** Every answer takes so long, in milliseconds of real time; what was asked for is done at once. */
  z.strictObject({ slowMs: z.number().min(0).max(longestTimerMs) }),
]);

const rateLimit = z.union([
  z.literal("off"),
  z.strictObject({
    /** Requests of one client address in one second of real time. */
    requestsPerSecond: z.int().min(0),
    answer: z.union([z.literal(429), z.literal(503), z.literal("refused")]),
  }),
]);

const cloudManagementGateway = z.union([
  z.literal("off"),
  z.strictObject({
    /** The `aud` that a token must carry; not looked at where absent. */
    audience: z.string().optional(),
    /** The gateway answers 500 whatever stands behind it. */
    failing: z.boolean().optional(),
  }),
]);

const className = z.string().refine((name) => findClass(name) !== undefined, "no class of the site is spelled so");

/** The switches of a site, and what they may be turned to. */
export const behaviorSchema = z.strictObject({
  authentication: z.enum(["none", "bearer", "negotiate"]),
  classNameCase: z.enum(["sensitive", "insensitive"]),
  ntlm: z.enum(["offered", "refused"]),
  /** Query strings with `+` for a space or `%24` for `$`. */
  queryEncoding: z.enum(["accepted", "refused"]),
  abstractEmbeddedParameters: z.enum(["accepted", "refused"]),
  methodStatus: z.union([z.literal(200), z.literal(201), z.literal(204)]),
  methodBody: z.enum(["ReturnValue", "value", "empty", "out-parameters"]),
  /** What methods return, signed 32-bit; other than 0, they do nothing. */
  returnValue: z.int32(),
  nonZeroReturnValue: z.union([z.literal(201), z.literal(500)]),
  keyedGetEnvelope: z.enum(["array", "bare"]),
  missingKey: z.union([z.literal(404), z.literal("empty-array")]),
  lazyInLists: z.enum(["absent", "null"]),
  /** What an account hears that lacks a right. */
  permission: z.union([z.literal(404), z.literal(500), z.literal(403), z.literal("empty-array")]),
  arrayOfEmbeddedParameter: z.enum(["refused", "accepted"]),
  backslashInUrl: z.enum(["refused", "accepted"]),
  stringEqualityFilter: z.enum(["works", "refused"]),
  /** Rows after which a list is cut and `@odata.nextLink` given. */
  paging: z.union([z.literal("none"), z.int().min(1)]),
  errorBody: z.enum(["envelope", "web-api", "html", "empty"]),
  serviceState,
  rateLimit,
  tls: z.enum(["private-root", "pki-root", "expired", "name-mismatch"]),
  cloudManagementGateway,
  distribution: z.enum(["succeeds", "one-retries", "one-fails", "source-missing", "never-finishes"]),
  /** `MessageState` of a failed distribution point in `SMS_DistributionDPStatus` and its relatives. */
  failureMessageState: z.union([z.literal(3), z.literal(4)]),
  refreshWhileRunning: z.enum(["queued", "merged"]),
  postToKeyedUrl: z.enum(["update", "refused"]),
  put: z.enum(["merge", "refused"]),
  patch: z.enum(["merge", "refused"]),
  errorInSuccess: z.boolean(),
  sedo: z.enum(["off", "on"]),
  /** Classes whose instance methods are missing from `$metadata` and not served. */
  actionsMissing: z.array(className).readonly(),
  /** How long rebuilding a boot image holds its `RefreshPkgSource` up, in milliseconds of the site's clock. */
  bootImageRebuildMs: z.number().min(0),
});

const changesSchema = behaviorSchema.partial();

/**
 * Everything in which sites were seen, or are feared, to differ. What a release does by itself is what was seen; tests
 * turn the switches. `site.describeBehavior()` says how sure each default is.
 */
export type Behavior = Readonly<z.output<typeof behaviorSchema>>;

/** Switches to turn; the others stay. */
export type BehaviorChanges = { readonly [Switch in keyof Behavior]?: Behavior[Switch] | undefined };

/** How the service is up, or isn't. */
export type ServiceState = Behavior["serviceState"];

/** What happens to a client address that asks too often. */
export type RateLimit = Behavior["rateLimit"];

/** The cloud management gateway in front of the service. */
export type CloudManagementGateway = Exclude<Behavior["cloudManagementGateway"], "off">;

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
    failureMessageState: 3,
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

/**
 * Turns switches.
 *
 * @throws TypeError for a switch or a position that there isn't.
 */
export function turned(behavior: Behavior, changes: BehaviorChanges): Behavior {
  const checked = parseWith(changesSchema, changes, "The behavior of the simulated site is");
  // The other switches stay the same objects: what was counted for them goes on.
  return { ...behavior, ...Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== undefined)) };
}
