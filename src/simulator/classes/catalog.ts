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

/** A WMI class of the simulated site, with the properties and methods that it inherits. */
export interface ClassDefinition {
  readonly name: string;
  readonly abstract: boolean;
  readonly embedded: boolean;
  readonly sedo: boolean;
  /** Value of `PackageType` of the objects of this class. `undefined` if the objects are not packages. */
  readonly packageType: number | undefined;
  /** Number of the secured class (`ObjectTypeID` in status rows). `undefined` if Microsoft does not document it. */
  readonly objectTypeID: number | undefined;
  /** Security roles that can change objects of the class. A full administrator can always change them. */
  readonly changeableBy: readonly SecurityRole[];
  /** Names of the superclasses, nearest first. */
  readonly derivation: readonly string[];
  /** Own and inherited properties, in alphabetical order. */
  readonly properties: readonly PropertyDefinition[];
  readonly propertiesByName: ReadonlyMap<string, PropertyDefinition>;
  /** Key properties, in alphabetical order. */
  readonly keys: readonly PropertyDefinition[];
  readonly methods: readonly MethodDefinition[];
}

// Order matters: `define` finds a superclass only if it comes before its subclasses.
const texts: readonly ClassText[] = [
  ...packageClasses,
  ...imageClasses,
  ...contentClasses,
  ...siteClasses,
  ...embeddedClasses,
];

const byName = new Map<string, ClassDefinition>();
for (const text of texts) {
  const definition = define(text);
  byName.set(definition.name, definition);
}

/** Every class of the simulated site. */
export const allClasses: readonly ClassDefinition[] = [...byName.values()];

/** Finds a class by name. Real sites ignore the case of the name from release 2006 on (documented). */
export function findClass(name: string, ignoreCase = false): ClassDefinition | undefined {
  if (!ignoreCase) return byName.get(name);
  return allClasses.find((definition) => definition.name.toLowerCase() === name.toLowerCase());
}

/** Whether the objects of a class are packages. */
export function isPackageClass(definition: ClassDefinition): boolean {
  return isKindOf(definition, "SMS_PackageBaseclass");
}

/** Whether a class is the class `ancestor` or inherits from it. */
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
