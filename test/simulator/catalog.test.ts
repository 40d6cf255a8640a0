import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findClass, type ClassDefinition } from "../../src/simulator/classes/catalog.js";

interface DocumentedProperty {
  readonly name: string;
  readonly cimType: string;
  readonly array: boolean;
  readonly access?: string;
  readonly qualifiers?: readonly string[];
}

interface DocumentedMethod {
  readonly name: string;
  readonly returnType: string;
  readonly static: boolean | "undocumented";
  readonly staticInferred?: boolean;
  readonly parameters: readonly {
    readonly name: string;
    readonly cimType: string;
    readonly array: boolean;
    readonly direction: string;
  }[];
}

function reference(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../reference/${file}`, import.meta.url), "utf8"));
}

function defined(name: string): ClassDefinition {
  const definition = findClass(name);
  if (definition === undefined) throw new Error(`The catalog lacks ${name}`);
  return definition;
}

const base = reference("sms-package-baseclass.json") as { properties: DocumentedProperty[] };
const taskSequence = reference("sms-task-sequence-package.json") as {
  properties: DocumentedProperty[];
  methods: DocumentedMethod[];
};
const siblings = reference("sibling-classes.json") as {
  classes: { class: string; ownProperties: DocumentedProperty[]; methods: DocumentedMethod[]; sedo: boolean }[];
};
const undocumented = reference("undocumented-properties.json") as { properties: DocumentedProperty[] };

const documentedProperties = [
  ...base.properties.map((property) => ["SMS_PackageBaseclass", property] as const),
  ...taskSequence.properties.map((property) => ["SMS_TaskSequencePackage", property] as const),
  ...siblings.classes.flatMap((sibling) => sibling.ownProperties.map((property) => [sibling.class, property] as const)),
];

const documentedMethods = [
  ...taskSequence.methods.map((method) => ["SMS_TaskSequencePackage", method] as const),
  ...siblings.classes.flatMap((sibling) => sibling.methods.map((method) => [sibling.class, method] as const)),
];

describe("the catalog agrees with the documented classes", () => {
  it.each(documentedProperties.map(([name, property]) => [name, property.name, property] as const))(
    "%s.%s",
    (name, _, property) => {
      expect(defined(name).propertiesByName.get(property.name)).toMatchObject({
        type: property.cimType,
        array: property.array,
        lazy: property.qualifiers?.includes("lazy") ?? false,
        key: property.access === "key",
        read: property.access === "read" || property.access === "key",
      });
    },
  );

  it.each(documentedMethods.map(([name, method]) => [name, method.name, method] as const))(
    "%s.%s()",
    (name, _, method) => {
      // A working tool calls GetTsPolicies GetTSPolicies.
      const found = defined(name).methods.find(
        (candidate) => candidate.name.toLowerCase() === method.name.toLowerCase(),
      );
      const typed = (direction: string) =>
        method.parameters
          .filter((parameter) => parameter.direction === direction)
          .map((parameter) => ({ name: parameter.name, type: parameter.cimType, array: parameter.array }));
      expect(found).toMatchObject({
        returns: method.returnType,
        static: method.static === "undocumented" ? method.staticInferred : method.static,
        inParameters: typed("in"),
        outParameters: typed("out"),
      });
    },
  );

  it("has the 77 properties of real task sequence packages", () => {
    const { properties, propertiesByName } = defined("SMS_TaskSequencePackage");
    expect(properties).toHaveLength(77);
    const missing = undocumented.properties.filter(({ name }) => !propertiesByName.has(name)).map(({ name }) => name);
    // Seen in one export of 2024 only.
    expect(missing).toEqual(["SourceSize"]);
  });

  it("knows which classes SEDO locks guard", () => {
    for (const { class: name, sedo } of siblings.classes) expect([name, defined(name).sedo]).toEqual([name, sedo]);
  });
});
