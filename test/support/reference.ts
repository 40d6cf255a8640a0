import { readFileSync } from "node:fs";
import * as z from "zod";

const property = z.object({
  name: z.string(),
  cimType: z.string(),
  array: z.boolean().default(false),
  access: z.string().optional(),
  qualifiers: z.array(z.string()).default([]),
  declaredIn: z.string().optional(),
});

const parameter = z.object({
  name: z.string(),
  direction: z.enum(["in", "out"]),
  cimType: z.string(),
  array: z.boolean().default(false),
  optional: z.boolean(),
});

const method = z
  .object({
    name: z.string(),
    returnType: z.string(),
    static: z.union([z.boolean(), z.literal("undocumented")]),
    staticInferred: z.boolean().optional(),
    parameters: z.array(parameter),
  })
  .transform(({ static: documented, staticInferred, parameters, ...rest }) => ({
    ...rest,
    parameters: parameters.map((each) => ({ ...each, optional: each.optional || isOmittable(rest.name, each.name) })),
    isStatic: documented === "undocumented" ? staticInferred === true : documented,
  }));

/**
 * Parameters of GetTsPolicies and GetTsPoliciesSaMedia that the pages do not mark as optional. A public tool omits
 * AdvertisementFlags (seen). PackageID and TaskSequence exclude each other, and BootImageID belongs to TaskSequence.
 */
function isOmittable(methodName: string, parameterName: string): boolean {
  const names = ["AdvertisementFlags", "BootImageID", "PackageID", "TaskSequence"];
  return /^GetTsPolicies/.test(methodName) && names.includes(parameterName);
}

const properties = z.array(property);

const base = z.object({ properties }).parse(read("sms-package-baseclass"));
const taskSequence = z.object({ properties, methods: z.array(method) }).parse(read("sms-task-sequence-package"));
const undocumented = z.object({ properties }).parse(read("undocumented-properties")).properties;
const siblings = z
  .object({
    classes: z.array(
      z.object({
        class: z.string(),
        packageType: z.number().nullable(),
        sedo: z.boolean(),
        ownProperties: properties,
        methods: z.array(method),
        undocumentedMembers: z.object({ properties }),
      }),
    ),
  })
  .parse(read("sibling-classes")).classes;

export type ReferenceProperty = z.output<typeof property>;
export type ReferenceMethod = z.output<typeof method>;

/** Facts about a class of packages, from the files in test/reference. */
export interface ReferenceClass {
  readonly className: string;
  /** `null` if no page gives the number. */
  readonly packageType: number | null;
  /** Whether a SEDO lock guards its instances. */
  readonly sedo: boolean;
  /** Documented properties, inherited ones included. */
  readonly properties: readonly ReferenceProperty[];
  /** Properties that no page documents and that instances of real sites have, inherited ones included. */
  readonly undocumented: readonly ReferenceProperty[];
  readonly methods: readonly ReferenceMethod[];
}

const inheritedUndocumented = undocumented.filter(({ declaredIn }) => declaredIn === "SMS_PackageBaseclass");

/** Every class of packages in the reference. */
export const referenceClasses: readonly ReferenceClass[] = [
  { className: "SMS_TaskSequencePackage", packageType: 4, sedo: true, ...taskSequence, undocumented },
  ...siblings.map((sibling) => ({
    className: sibling.class,
    packageType: sibling.packageType,
    sedo: sibling.sedo,
    properties: [...base.properties, ...sibling.ownProperties],
    undocumented: [...inheritedUndocumented, ...sibling.undocumentedMembers.properties],
    methods: sibling.methods,
  })),
];

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), "utf8"));
}
