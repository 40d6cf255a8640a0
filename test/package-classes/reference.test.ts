import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as library from "../../src/index.js";
import { packageClassNames } from "../../src/index.js";
import { findPackage } from "../../src/package-classes/find-package.js";
import type { PropertySchema } from "../../src/package-classes/model/row-schema.js";
import { packageClasses } from "../../src/package-classes/registry.js";
import { orThrow, succeed } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";
import { referenceClasses, type ReferenceMethod, type ReferenceProperty } from "../support/reference.js";

test("the reference has every package class, and no others", () => {
  expect(referenceClasses.map(({ className }) => className).sort()).toEqual([...packageClassNames].sort());
});

test("the registry has each package class with its documented PackageType", () => {
  const found = packageClasses.map(({ className, packageType, Class }) => ({
    className,
    packageType: packageType ?? null,
    isExported: exported(className) === Class,
  }));
  const documented = packageClassNames.map((className) => ({
    className,
    // Microsoft's page of SMS_VhdPackage has the PackageType of SMS_ImagePackage, so the library uses none.
    packageType:
      className === "SMS_VhdPackage"
        ? null
        : referenceClasses.find((reference) => reference.className === className)?.packageType,
    isExported: true,
  }));
  expect(found).toEqual(documented);
});

/** Returns the class that a user of the library imports. */
function exported(className: (typeof packageClassNames)[number]) {
  return library[className];
}

const classes = packageClassNames.map((className) => {
  const reference = referenceClasses.find((found) => found.className === className);
  if (reference === undefined) throw new Error(`test/reference has no class ${className}`);
  return { ...reference, className, Class: exported(className) };
});

describe.each(classes)("$className", ({ Class, properties, undocumented, methods }) => {
  const shape: Readonly<Record<string, PropertySchema>> = Class.schema.shape;

  test("the class has exactly the documented properties, with type, access and laziness", () => {
    const found = Object.entries(shape)
      .filter(([, { wmi }]) => wmi.access !== "undocumented")
      .map(([name, { wmi }]) => ({
        name,
        cimType: wmi.cimType,
        array: wmi.array,
        access: wmi.access,
        lazy: wmi.lazy,
      }));
    expect(byName(found)).toEqual(byName(properties.map(described)));
  });

  test("the class has exactly the undocumented properties that real objects have", () => {
    const found = Object.entries(shape)
      .filter(([, { wmi }]) => wmi.access === "undocumented")
      .map(([name, { wmi }]) => ({ name, cimType: wmi.cimType, array: wmi.array }));
    expect(byName(found)).toEqual(byName(undocumented.map(({ name, cimType, array }) => ({ name, cimType, array }))));
  });

  test("the class has a summary for every property", () => {
    const silent = Object.entries(shape).filter(([, { wmi }]) => wmi.summary.length < 10);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  test("update of the class accepts no read-only property", () => {
    const written = Object.entries(shape).filter(([, { wmi }]) => wmi.writable);
    expect(written.filter(([, { wmi }]) => !["readwrite", "write"].includes(wmi.access))).toEqual([]);
    expect(Object.keys(shape)).toContain("RefreshPkgSourceFlag");
    expect(shape["RefreshPkgSourceFlag"]?.wmi.writable).toBe(false);
  });

  test.each(methods)(
    "a call of $name sends its in parameters, as a static or an instance method, and returns its out parameters",
    async (reference) => {
      const transport = new FakeSite([{ __CLASS: Class.className, PackageID: "P0100012" }]);
      const object = orThrow(await findPackage(transport, "P0100012"));
      const outParameters = Object.fromEntries(
        reference.parameters
          .filter(({ direction }) => direction === "out")
          .map((parameter) => [parameter.name, z.json().parse(sampleValue(parameter))]),
      );
      transport.onMethod = () => succeed({ returnValue: 0, outParameters });
      const { isStatic } = reference;
      const name = camelCase(reference.name);
      const [given, sent] = argumentsFor(reference);
      const result = isStatic ? await call(Class, name, [transport, ...given]) : await call(object, name, given);

      expect(result).toMatchObject({ ok: true, value: { ...outParameters, returnValue: 0 } });
      expect(JSON.parse(JSON.stringify(transport.calls))).toEqual([
        {
          className: Class.className,
          methodName: reference.name,
          ...(!isStatic && { path: { className: Class.className, keys: { PackageID: "P0100012" } } }),
          ...(sent !== undefined && { inParameters: sent }),
        },
      ]);
    },
  );

  const outParameters = methods.flatMap((method) =>
    method.parameters
      .filter(({ direction }) => direction === "out")
      .map((parameter) => ({ method, methodName: method.name, ...parameter })),
  );
  test.runIf(outParameters.length > 0).each(outParameters)(
    "$methodName fails with invalid-response if the out parameter $name is not of its type",
    async ({ method, name, cimType, array }) => {
      const transport = new FakeSite([{ __CLASS: Class.className, PackageID: "P0100012" }]);
      const wrong = !array && /Int/.test(cimType) ? "text" : 5;
      transport.onMethod = () => succeed({ returnValue: 0, outParameters: { [name]: wrong } });
      const object = orThrow(await findPackage(transport, "P0100012"));
      const [given] = argumentsFor(method);
      const result = method.isStatic
        ? await call(Class, camelCase(method.name), [transport, ...given])
        : await call(object, camelCase(method.name), given);
      expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    },
  );

  const requirements = methods.flatMap((method) =>
    Object.keys(inParametersOf(method)).map((name) => ({
      method,
      methodName: method.name,
      name,
      outcome: isOptional(method, name) ? "can be omitted" : "is required",
    })),
  );
  test.runIf(requirements.length > 0).each(requirements)(
    "the parameter $name of $methodName $outcome",
    async ({ method, name, outcome }) => {
      const transport = new FakeSite([{ __CLASS: Class.className, PackageID: "P0100012" }]);
      transport.onMethod = () => succeed({ returnValue: 0, outParameters: {} });
      const object = orThrow(await findPackage(transport, "P0100012"));
      const given = Object.entries(inParametersOf(method)).filter(([other]) => other !== name);
      const parameters = [Object.fromEntries(given)];
      const result = method.isStatic
        ? await call(Class, camelCase(method.name), [transport, ...parameters])
        : await call(object, camelCase(method.name), parameters);
      expect(result).toMatchObject(
        outcome === "is required" ? { ok: false, failure: { kind: "invalid-argument" } } : { ok: true },
      );
      expect(transport.calls).toHaveLength(outcome === "is required" ? 0 : 1);
    },
  );

  test("the class has no other methods than those of the reference and those of the library", async () => {
    const transport = new FakeSite([{ __CLASS: Class.className, PackageID: "P0100012" }]);
    const object = orThrow(await findPackage(transport, "P0100012"));
    const own = ["constructor", "toJSON", "update", "get", "query", "list", "load", "Class"];
    const known = new Set([...methods.map(({ name }) => name), ...own].map((name) => name.toLowerCase()));
    const found = [...methodNames(Class), ...methodNames(object)];
    expect(found.filter((name) => !known.has(name.toLowerCase()))).toEqual([]);
  });
});

type Out = ReferenceMethod["parameters"][number];

function described({ name, cimType, array, access, qualifiers }: ReferenceProperty) {
  return { name, cimType, array, access, lazy: qualifiers.includes("lazy") };
}

function byName<T extends { name: string }>(entries: T[]): T[] {
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Methods that an operation of the library calls. The operation has arguments of its own instead of `inParameters`. */
const operations = ["RefreshPkgSource", "SetSourceSite"];

/** A valid value for each in parameter of a method. */
function inParametersOf({ name, parameters }: ReferenceMethod): Record<string, unknown> {
  // PackageID and TaskSequence exclude each other, and BootImageID belongs to TaskSequence.
  const excluded = name.startsWith("GetTsPolicies") ? ["TaskSequence", "BootImageID"] : [];
  return Object.fromEntries(
    parameters
      .filter((parameter) => parameter.direction === "in" && !excluded.includes(parameter.name))
      .filter(() => !operations.includes(name))
      .map((parameter) => [parameter.name, sampleValue(parameter)]),
  );
}

function isOptional(method: ReferenceMethod, name: string): boolean {
  // Without TaskSequence, which these tests do not pass, PackageID is required.
  if (name === "PackageID" && method.name.startsWith("GetTsPolicies")) return false;
  return method.parameters.find((parameter) => parameter.name === name)?.optional === true;
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Arguments of a call, and the in parameters that the library must send for them. */
function argumentsFor(method: ReferenceMethod): [given: unknown[], sent: unknown] {
  if (method.name === "SetSourceSite") return [["P02"], { SourceSite: "P02" }];
  if (method.name === "RefreshPkgSource") {
    const acknowledged = { acknowledgeInoperable: true };
    if (method.parameters.every(({ direction }) => direction === "out")) return [[acknowledged], undefined];
    return [[{ ...acknowledged, contextID: "text" }], { ContextID: "text" }];
  }
  const values = inParametersOf(method);
  return Object.keys(values).length === 0 ? [[], undefined] : [[values], values];
}

function sampleValue({ name, cimType, array }: Out): unknown {
  const samples: Record<string, unknown> = { String: "text", UInt32: 4_294_967_295, SInt32: -1, Boolean: true };
  const sample = name === "PackageID" ? "P0100012" : (samples[cimType] ?? { __CLASS: cimType, Name: "embedded" });
  return array ? [sample, sample] : sample;
}

function call(owner: object, name: string, parameters: unknown[]): unknown {
  const called: unknown = Reflect.get(owner, name);
  if (typeof called !== "function") throw new TypeError(`there is no ${name}`);
  return Reflect.apply(called, owner, parameters);
}

function methodNames(Class: object): string[] {
  const found: string[] = [];
  for (let owner: unknown = Class; typeof owner === "object" || typeof owner === "function";) {
    if (owner === null || owner === Object.prototype || owner === Function.prototype) break;
    found.push(...Object.getOwnPropertyNames(owner).filter((name) => typeof Reflect.get(Class, name) === "function"));
    owner = Object.getPrototypeOf(owner);
  }
  return found;
}
