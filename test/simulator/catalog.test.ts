import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allClasses, findClass, isPackageClass, type ClassDefinition } from "../../src/simulator/classes/catalog.js";
import { handlersByClass } from "../../src/simulator/methods/method-registry.js";
import { referenceClasses, type ReferenceMethod, type ReferenceProperty } from "../support/reference.js";

function defined(name: string): ClassDefinition {
  const definition = findClass(name);
  if (definition === undefined) throw new Error(`The simulated site has no class ${name}`);
  return definition;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

function documented({ name, cimType, array, access, qualifiers }: ReferenceProperty) {
  const key = access === "key";
  return { name, type: cimType, array, key, lazy: qualifiers.includes("lazy"), read: key || access === "read" };
}

function signature({ name, returnType, isStatic, parameters }: ReferenceMethod) {
  const typed = ({ name, cimType, array }: ReferenceMethod["parameters"][number]) => ({ name, type: cimType, array });
  return {
    // Microsoft's page has GetTsPolicies. A public tool that works calls GetTSPolicies (seen).
    name: name === "GetTsPolicies" ? "GetTSPolicies" : name,
    returns: returnType,
    static: isStatic,
    inParameters: parameters
      .filter(({ direction }) => direction === "in")
      .map((parameter) => ({ ...typed(parameter), optional: parameter.optional })),
    outParameters: parameters.filter(({ direction }) => direction === "out").map(typed),
  };
}

describe("the simulated site's definition of a package class", () => {
  it("the simulated site defines each class of the reference, and no other package classes", () => {
    const concrete = allClasses.filter((definition) => isPackageClass(definition) && !definition.abstract);
    expect(concrete.map(({ name }) => name).sort()).toEqual(referenceClasses.map(({ className }) => className).sort());
  });
});

describe.each(referenceClasses)("the simulated site's $className", ({ className, ...reference }) => {
  const definition = defined(className);

  it("the class has the documented properties, each with its type, and whether it is a key, lazy and read-only", () => {
    const names = new Set(reference.undocumented.map(({ name }) => name));
    const found = definition.properties
      .filter(({ name }) => !names.has(name))
      .map(({ name, type, array, key, lazy, read }) => ({ name, type, array, key, lazy, read }));
    expect(found.sort(byName)).toEqual(reference.properties.map(documented).sort(byName));
  });

  it("the class has the undocumented properties that objects of real sites have", () => {
    // SourceSize was seen in only one console export, of 2024.
    const wanted = reference.undocumented.filter(({ name }) => name !== "SourceSize");
    const found = wanted.map(({ name }) => definition.propertiesByName.get(name));
    expect(found).toMatchObject(wanted.map(({ name, cimType, array }) => ({ name, type: cimType, array })));
  });

  it("the class has the documented methods, each with its parameters", () => {
    const found = definition.methods.map(({ name, returns, static: isStatic, inParameters, outParameters }) => {
      return { name, returns, static: isStatic, inParameters, outParameters };
    });
    expect(found.sort(byName)).toEqual(reference.methods.map(signature).sort(byName));
  });

  it("the class has the documented PackageType, and SEDO locks only if this is documented", () => {
    const { packageType, sedo } = reference;
    expect(definition).toMatchObject({ sedo, ...(packageType !== null && { packageType }) });
  });

  it("the class has a PackageType that no other class has", () => {
    const same = allClasses.filter(({ packageType }) => packageType === definition.packageType);
    expect(same.map(({ name }) => name)).toEqual([className]);
  });
});

it.each([...handlersByClass])(
  "the simulated site has handlers only for methods that %s declares",
  (className, handlers) => {
    const declared = defined(className).methods.map(({ name }) => name);
    expect(Object.keys(handlers).filter((name) => !declared.includes(name))).toEqual([]);
  },
);

it("docs/testing.md names each class of the simulated site", () => {
  const guide = readFileSync("docs/testing.md", "utf8");
  const others = allClasses.filter((definition) => !definition.embedded && !isPackageClass(definition));
  const missing = others.filter(({ name }) => !guide.includes(`\`${name}\``));
  expect(missing.map(({ name }) => name)).toEqual([]);
});
