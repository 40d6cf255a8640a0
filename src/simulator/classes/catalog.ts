import {
  parseMethods,
  parseProperties,
  type ClassText,
  type MethodDefinition,
  type PropertyDefinition,
  type SecurityRole,
} from "./class-text.js";
import { contentClasses } from "./content-classes.js";
import { embeddedClasses } from "./embedded-classes.js";
import { imageClasses } from "./image-classes.js";
import { packageClasses } from "./package-classes.js";
import { siteClasses } from "./site-classes.js";

/** A WMI class with everything that it inherits. */
export interface ClassDefinition {
  readonly name: string;
  readonly abstract: boolean;
  readonly embedded: boolean;
  readonly sedo: boolean;
  /** Value of `PackageType`; only of classes of packages. */
  readonly packageType: number | undefined;
  /** Number of the secured class; `undefined` if not documented. */
  readonly objectTypeID: number | undefined;
  /** Roles, apart from a full administrator, that can change its objects. */
  readonly changeableBy: readonly SecurityRole[];
  /** Nearest superclass first. */
  readonly derivation: readonly string[];
  /** Alphabetical, inherited ones included. */
  readonly properties: readonly PropertyDefinition[];
  readonly propertiesByName: ReadonlyMap<string, PropertyDefinition>;
  /** Alphabetical. */
  readonly keys: readonly PropertyDefinition[];
  readonly methods: readonly MethodDefinition[];
}

// A class comes after its superclass, whose members it inherits.
const texts: readonly ClassText[] = [
  ...packageClasses,
  ...imageClasses,
  ...contentClasses,
  ...siteClasses,
  ...embeddedClasses,
];

const byName = new Map<string, ClassDefinition>();
const byLowerCaseName = new Map<string, ClassDefinition>();
for (const text of texts) {
  const definition = define(text);
  byName.set(definition.name, definition);
  byLowerCaseName.set(definition.name.toLowerCase(), definition);
}

/** Every class of the simulated site. */
export const allClasses: readonly ClassDefinition[] = [...byName.values()];

/** Finds a class. Sites ignore the case of the name from release 2006 on (documented). */
export function findClass(name: string, ignoreCase = false): ClassDefinition | undefined {
  return ignoreCase ? byLowerCaseName.get(name.toLowerCase()) : byName.get(name);
}

/** Whether instances of the class are packages. */
export function isPackageClass(definition: ClassDefinition): boolean {
  return isKindOf(definition, "SMS_PackageBaseclass");
}

/** Whether the class is `ancestor` or inherits from it. */
export function isKindOf(definition: ClassDefinition, ancestor: string): boolean {
  return definition.name === ancestor || definition.derivation.includes(ancestor);
}

function define(text: ClassText): ClassDefinition {
  const inherited = text.superclass === undefined ? undefined : byName.get(text.superclass);
  const properties = [...(inherited?.properties ?? []), ...parseProperties(text.properties ?? "")].sort((a, b) =>
    a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
  );
  return {
    name: text.name,
    abstract: text.abstract === true,
    embedded: text.embedded === true,
    sedo: text.sedo === true,
    packageType: text.packageType,
    objectTypeID: text.objectTypeID,
    changeableBy: text.changeableBy ?? [],
    derivation: text.superclass === undefined ? [] : [text.superclass, ...(inherited?.derivation ?? [])],
    properties,
    propertiesByName: new Map(properties.map((property) => [property.name, property])),
    keys: properties.filter(({ key }) => key),
    methods: [...(inherited?.methods ?? []), ...parseMethods(text.methods ?? "")],
  };
}
