import * as z from "zod";
import { behaviorSchema } from "./behavior.js";
import { allClasses, findClass, isPackageClass } from "../classes/catalog.js";
import type { JsonValue } from "../values/json.js";
import { parseWith } from "./parse-with.js";
import { releases } from "./release.js";
import { Refusal } from "../wire/refusal.js";
import { securityRoles } from "../classes/security-roles.js";
import { checked } from "../wire/check-value.js";

const siteCode = z.string().regex(/^[A-Z0-9]{3}$/u, "a site code has three characters, A-Z and 0-9");
const packageID = z.string().regex(/^[A-Z0-9]{8}$/iu, "a PackageID has eight characters, A-Z and 0-9");

const concreteClasses = allClasses.filter((definition) => isPackageClass(definition) && !definition.abstract);

const jsonValue: z.ZodType<JsonValue> = z.json();

const packagePoint = z.union([
  z.string().min(1),
  z.strictObject({
    /** Name of the distribution point. */
    name: z.string().min(1),
    /** State of the content there: `"installed"` has the current version, each other state the version before it. */
    state: z.enum(["installed", "outdated", "in-progress", "failed"]),
  }),
]);

const packageSeed = z
  .object({
    className: z.string().refine((name) => concreteClasses.some((definition) => definition.name === name), {
      error: `a package class is one of ${concreteClasses.map(({ name }) => name).join(", ")}`,
    }),
    PackageID: packageID,
    /** Distribution points that have it. Default: all of them; for a task sequence none. */
    distributionPoints: z.array(packagePoint).readonly().optional(),
  })
  .catchall(jsonValue.optional())
  .superRefine((given, context) => {
    for (const [name, value] of Object.entries(given)) {
      const property = findClass(given.className)?.propertiesByName.get(name);
      if (property === undefined || value === undefined) continue;
      try {
        checked(value, property);
      } catch (error) {
        if (error instanceof Refusal) context.addIssue({ code: "custom", path: [name], message: error.message });
      }
    }
  });

const distributionPoint = z.union([
  z.string().min(1),
  z.strictObject({
    /** Server name, fully qualified by custom. */
    name: z.string().min(1),
    /** Site it belongs to; the simulated one where left out. */
    siteCode: siteCode.optional(),
  }),
]);

const distributionPointGroup = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  /** Names of its members. */
  distributionPoints: z.array(z.string()).readonly(),
});

const account = z.strictObject({
  /** `DOMAIN\user`, or a user principal name. */
  name: z.string().min(1),
  /** Built-in security roles; without one, everything is denied. */
  roles: z.array(z.enum(securityRoles)).readonly(),
  /** Security scopes; all of them where left out. */
  scopes: z.array(z.string()).readonly().optional(),
  /** Bearer token that stands for the account. */
  token: z.string().optional(),
});

const contentScript = z.strictObject({
  /** `"missing"`: the source folder can't be read; the version never rises. */
  source: z.enum(["readable", "missing"]).optional(),
  /** How long snapshot and hash take, in milliseconds of the site's clock. */
  snapshotMs: z.number().min(0).optional(),
  /** Outcome by name of the distribution point. */
  points: z.record(z.string(), z.enum(["succeeds", "retries", "fails", "never-finishes"])).optional(),
});

const lock = z.strictObject({
  PackageID: packageID,
  /** Who edits it. */
  user: z.string().min(1),
  machine: z.string().optional(),
});

/** What a site holds, and how it differs from others; the form of the files of `configmgr-simulator`. */
const seedSchema = z.strictObject({
  siteCode: siteCode.optional(),
  /** Release whose ways the site has. */
  release: z.enum(releases).optional(),
  packages: z.array(packageSeed).readonly().optional(),
  distributionPoints: z.array(distributionPoint).readonly().optional(),
  distributionPointGroups: z.array(distributionPointGroup).readonly().optional(),
  /** Codes of the other sites of the hierarchy. */
  otherSites: z.array(siteCode).readonly().optional(),
  /** The site's accounts, the one that stands for everybody first; everybody is an administrator where left out. */
  accounts: z.array(account).readonly().optional(),
  /** What becomes of refreshed packages, by PackageID. */
  contentScripts: z.record(z.string(), contentScript).optional(),
  /** Objects that somebody edits; heeded where `behavior.sedo` is on. */
  locks: z.array(lock).readonly().optional(),
  /** Switches that differ from what was seen of the release. */
  behavior: behaviorSchema.partial().optional(),
});

/** A package to begin with: class, ID and any properties; the rest is filled in. */
export type PackageSeed = Readonly<z.output<typeof packageSeed>>;

/** State of a package's content on one distribution point when the site starts. */
export type SeededState = Exclude<z.output<typeof packagePoint>, string>["state"];

/** What a site holds. */
export type SiteSeed = Readonly<z.output<typeof seedSchema>>;

/** An account of the site: an administrative user, where it has a role. */
export type Account = Readonly<z.output<typeof account>>;

/** What becomes of one package's refresh. */
export type ContentScript = Readonly<z.output<typeof contentScript>>;

/**
 * Checks a seed.
 *
 * @throws TypeError that names every place where it is wrong.
 */
export function parseSeed(value: unknown): SiteSeed {
  return parseWith(seedSchema, value, "The seed of the simulated site is");
}

/**
 * Checks a script that was set while the site runs.
 *
 * @throws TypeError that names every place where it is wrong.
 */
export function parseScript(value: unknown): ContentScript {
  return parseWith(contentScript, value, "The content script is");
}
