import * as z from "zod";
import { findClass } from "../classes/catalog.js";
import { longestTimerMs, parseWith } from "./parse-with.js";
import type { Behavior, BehaviorChanges, Release } from "./setting-types.js";

const serviceState = z.union([
  z.enum(["up", "dead-hang", "down-503", "reset"]),
  z.strictObject({ unavailableRequests: z.int().min(0) }),
  z.strictObject({ slowMs: z.number().min(0).max(longestTimerMs) }),
]);

const rateLimit = z.union([
  z.literal("off"),
  z.strictObject({
    requestsPerSecond: z.int().min(0),
    answer: z.union([z.literal(429), z.literal(503), z.literal("refused")]),
  }),
]);

const cloudManagementGateway = z.union([
  z.literal("off"),
  z.strictObject({
    audience: z.string().optional(),
    failing: z.boolean().optional(),
  }),
]);

const className = z
  .string()
  .refine((name) => findClass(name) !== undefined, "the simulated site has no class with this name");

/** Schema for the settings of a site. The type `Behavior` documents each setting. */
export const behaviorSchema = z.strictObject({
  authentication: z.enum(["none", "bearer", "negotiate"]),
  classNameCase: z.enum(["sensitive", "insensitive"]),
  ntlm: z.enum(["offered", "refused"]),
  queryEncoding: z.enum(["accepted", "refused"]),
  abstractEmbeddedParameters: z.enum(["accepted", "refused"]),
  methodStatus: z.union([z.literal(200), z.literal(201), z.literal(204)]),
  methodBody: z.enum(["ReturnValue", "value", "empty", "out-parameters"]),
  returnValue: z.int32(),
  nonZeroReturnValue: z.union([z.literal(201), z.literal(500)]),
  keyedGetEnvelope: z.enum(["array", "bare"]),
  missingKey: z.union([z.literal(404), z.literal("empty-array")]),
  lazyInLists: z.enum(["absent", "null"]),
  permission: z.union([z.literal(404), z.literal(500), z.literal(403), z.literal("empty-array")]),
  arrayOfEmbeddedParameter: z.enum(["refused", "accepted"]),
  backslashInUrl: z.enum(["refused", "accepted"]),
  stringEqualityFilter: z.enum(["works", "refused"]),
  paging: z.union([z.literal("none"), z.int().min(1)]),
  errorBody: z.enum(["envelope", "web-api", "html", "empty"]),
  serviceState,
  rateLimit,
  tls: z.enum(["private-root", "pki-root", "expired", "name-mismatch"]),
  cloudManagementGateway,
  distribution: z.enum(["succeeds", "one-retries", "one-fails", "source-missing", "never-finishes"]),
  failureMessageState: z.union([z.literal(3), z.literal(4)]),
  refreshWhileRunning: z.enum(["queued", "merged"]),
  postToKeyedUrl: z.enum(["update", "refused"]),
  put: z.enum(["merge", "refused"]),
  patch: z.enum(["merge", "refused"]),
  errorInSuccess: z.boolean(),
  sedo: z.enum(["off", "on"]),
  actionsMissing: z.array(className).readonly(),
  bootImageRebuildMs: z.number().min(0),
}) satisfies z.ZodType<Behavior>;

const changesSchema = behaviorSchema.partial();

/** Returns the default settings for a release. `behavior-evidence.ts` has the evidence for each default. */
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

function isAtLeast(release: Release, other: Release): boolean {
  return Number(release) >= Number(other);
}

/**
 * Returns a copy of the settings with some of them changed.
 *
 * @throws TypeError for an unknown setting or value.
 */
export function changedBehavior(behavior: Behavior, changes: BehaviorChanges): Behavior {
  const checked = parseWith(
    changesSchema,
    changes,
    "The settings of the simulated site are not valid. Correct these places:",
  );
  // The copy keeps the same object for each unchanged setting. For each such object, the site counts the requests that
  // `unavailableRequests` refused, so a new object would restart the count.
  return { ...behavior, ...Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== undefined)) };
}
