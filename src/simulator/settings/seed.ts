import * as z from "zod";
import { behaviorSchema } from "./behavior.js";
import { allClasses, findClass, isPackageClass } from "../classes/catalog.js";
import type { JsonValue } from "../values/json.js";
import { parseWith } from "./parse-with.js";
import { releases, type ContentScript, type SiteSeed } from "./setting-types.js";
import { Refusal } from "../wire/refusal.js";
import { securityRoles } from "../classes/class-text.js";
import { checked } from "../wire/value-types.js";

const siteCode = z.string().regex(/^[A-Z0-9]{3}$/u, "a site code must have three characters, A-Z or 0-9");
const packageID = z.string().regex(/^[A-Z0-9]{8}$/iu, "a PackageID must have eight characters, A-Z or 0-9");

const concreteClasses = allClasses.filter((definition) => isPackageClass(definition) && !definition.abstract);

const jsonValue: z.ZodType<JsonValue> = z.json();

const packagePoint = z.union([
  z.string().min(1),
  z.strictObject({
    name: z.string().min(1),
    state: z.enum(["installed", "outdated", "in-progress", "failed"]),
  }),
]);

const packageSeed = z
  .object({
    className: z.string().refine((name) => concreteClasses.some((definition) => definition.name === name), {
      error: `a package class must be one of ${concreteClasses.map(({ name }) => name).join(", ")}`,
    }),
    PackageID: packageID,
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
    name: z.string().min(1),
    siteCode: siteCode.optional(),
  }),
]);

const distributionPointGroup = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  distributionPoints: z.array(z.string()).readonly(),
});

const account = z.strictObject({
  name: z.string().min(1),
  roles: z.array(z.enum(securityRoles)).readonly(),
  scopes: z.array(z.string()).readonly().optional(),
  token: z.string().optional(),
});

const contentScript = z.strictObject({
  source: z.enum(["readable", "missing"]).optional(),
  snapshotMs: z.number().min(0).optional(),
  points: z.record(z.string(), z.enum(["succeeds", "retries", "fails", "never-finishes"])).optional(),
});

const lock = z.strictObject({
  PackageID: packageID,
  user: z.string().min(1),
  machine: z.string().optional(),
});

/** Schema for a seed: the contents and settings of a site. The type `SiteSeed` documents each member. */
export const seedSchema = z.strictObject({
  siteCode: siteCode.optional(),
  release: z.enum(releases).optional(),
  packages: z.array(packageSeed).readonly().optional(),
  distributionPoints: z.array(distributionPoint).readonly().optional(),
  distributionPointGroups: z.array(distributionPointGroup).readonly().optional(),
  otherSites: z.array(siteCode).readonly().optional(),
  accounts: z.array(account).readonly().optional(),
  contentScripts: z.record(z.string(), contentScript).optional(),
  locks: z.array(lock).readonly().optional(),
  behavior: behaviorSchema.partial().optional(),
}) satisfies z.ZodType<SiteSeed>;

/**
 * Checks a seed, for example from a JSON file.
 *
 * @throws TypeError that names each wrong place in the seed.
 */
export function parseSeed(value: unknown): SiteSeed {
  return parseWith(seedSchema, value, "The seed of the simulated site is not valid. Correct these places:");
}

/**
 * Checks a content script that a program sets on a running simulated site.
 *
 * @throws TypeError that names each wrong place in the script.
 */
export function parseScript(value: unknown): ContentScript {
  return parseWith(
    contentScript,
    value,
    "The content script for the simulated site is not valid. Correct these places:",
  );
}
