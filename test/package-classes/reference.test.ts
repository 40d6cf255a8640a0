import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { findPackage } from "../../src/package-classes/find-package.js";
import { SMS_BootImagePackage } from "../../src/package-classes/sms-boot-image-package.js";
import { SMS_ContentPackage } from "../../src/package-classes/sms-content-package.js";
import { SMS_DeviceSettingPackage } from "../../src/package-classes/sms-device-setting-package.js";
import { SMS_DriverPackage } from "../../src/package-classes/sms-driver-package.js";
import { SMS_ImagePackage } from "../../src/package-classes/sms-image-package.js";
import { SMS_OperatingSystemInstallPackage } from "../../src/package-classes/sms-operating-system-install-package.js";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { SMS_SoftwareUpdatesPackage } from "../../src/package-classes/sms-software-updates-package.js";
import { SMS_TaskSequencePackage } from "../../src/package-classes/sms-task-sequence-package.js";
import { SMS_VhdPackage } from "../../src/package-classes/sms-vhd-package.js";
import type { Property } from "../../src/package-classes/property.js";
import { succeed } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";

const referenceProperty = z.object({
  name: z.string(),
  cimType: z.string(),
  array: z.boolean().default(false),
  access: z.string().optional(),
  qualifiers: z.array(z.string()).optional(),
  declaredIn: z.string().optional(),
});
const referenceMethod = z.object({
  name: z.string(),
  static: z.union([z.boolean(), z.literal("undocumented")]),
  staticInferred: z.boolean().optional(),
  parameters: z.array(
    z.object({
      name: z.string(),
      direction: z.enum(["in", "out"]),
      cimType: z.string(),
      array: z.boolean().default(false),
      optional: z.boolean(),
    }),
  ),
});
const classFile = z.object({ properties: z.array(referenceProperty), methods: z.array(referenceMethod) });
const siblingsFile = z.object({
  classes: z.array(
    z.object({
      class: z.string(),
      ownProperties: z.array(referenceProperty),
      methods: z.array(referenceMethod),
      undocumentedMembers: z.object({ properties: z.array(referenceProperty) }),
    }),
  ),
});

const base = classFile.parse(readReference("sms-package-baseclass"));
const taskSequence = classFile.parse(readReference("sms-task-sequence-package"));
const siblings = siblingsFile.parse(readReference("sibling-classes"));
const undocumented = classFile.shape.properties.parse(
  z.object({ properties: z.unknown() }).parse(readReference("undocumented-properties")).properties,
);

type ReferenceProperty = z.output<typeof referenceProperty>;
type ReferenceMethod = z.output<typeof referenceMethod>;

const inheritedUndocumented = undocumented.filter(({ declaredIn }) => declaredIn === "SMS_PackageBaseclass");

const classes = [
  {
    Class: SMS_TaskSequencePackage,
    documented: taskSequence.properties,
    unknown: undocumented,
    methods: taskSequence.methods,
  },
  ...[
    SMS_Package,
    SMS_DriverPackage,
    SMS_SoftwareUpdatesPackage,
    SMS_DeviceSettingPackage,
    SMS_ContentPackage,
    SMS_ImagePackage,
    SMS_BootImagePackage,
    SMS_OperatingSystemInstallPackage,
    SMS_VhdPackage,
  ].map((Class) => {
    const sibling = siblings.classes.find((found) => found.class === Class.className);
    if (sibling === undefined) throw new Error(`no reference for ${Class.className}`);
    return {
      Class,
      documented: [...base.properties, ...sibling.ownProperties],
      unknown: [...inheritedUndocumented, ...sibling.undocumentedMembers.properties],
      methods: sibling.methods,
    };
  }),
].map((entry) => ({ ...entry, className: entry.Class.className }));

describe.each(classes)("$className", ({ Class, documented, unknown, methods }) => {
  const shape: Readonly<Record<string, Property>> = Class.schema.shape;

  test("has the documented properties with type, access and laziness, and no others", () => {
    const found = Object.entries(shape)
      .filter(([, { wmi }]) => wmi.access !== "undocumented")
      .map(([name, { wmi }]) => ({
        name,
        cimType: wmi.cimType,
        array: wmi.array,
        access: wmi.access,
        lazy: wmi.lazy,
      }));
    expect(byName(found)).toEqual(byName(documented.map(described)));
  });

  test("has the properties that only real instances show", () => {
    const found = Object.entries(shape)
      .filter(([, { wmi }]) => wmi.access === "undocumented")
      .map(([name, { wmi }]) => ({ name, cimType: wmi.cimType, array: wmi.array }));
    expect(byName(found)).toEqual(byName(unknown.map(({ name, cimType, array }) => ({ name, cimType, array }))));
  });

  test("says of every property what it means", () => {
    const silent = Object.entries(shape).filter(([, { wmi }]) => wmi.summary.length < 10);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  test("takes no read-only property for writing", () => {
    const written = Object.entries(shape).filter(([, { wmi }]) => wmi.writable);
    expect(written.filter(([, { wmi }]) => !["readwrite", "write"].includes(wmi.access))).toEqual([]);
    expect(Object.keys(shape)).toContain("RefreshPkgSourceFlag");
    expect(shape["RefreshPkgSourceFlag"]?.wmi.writable).toBe(false);
  });

  test.each(methods)("has $name, static or not, with its parameters", async (reference) => {
    const transport = new FakeSite([{ __CLASS: Class.className, PackageID: "P0100012" }]);
    const object = await findPackage(transport, "P0100012");
    if (!object.ok) throw new Error(object.failure.message);
    const outParameters = Object.fromEntries(
      reference.parameters
        .filter(({ direction }) => direction === "out")
        .map((parameter) => [parameter.name, z.json().parse(sampleValue(parameter))]),
    );
    transport.onMethod = () => succeed({ returnValue: 0, outParameters });
    const isStatic = reference.static === "undocumented" ? reference.staticInferred : reference.static;
    const name = reference.name.charAt(0).toLowerCase() + reference.name.slice(1);
    const [given, sent] = argumentsFor(reference);
    const result = isStatic ? await call(Class, name, [transport, ...given]) : await call(object.value, name, given);

    expect(result).toMatchObject({ ok: true, value: { ...outParameters, returnValue: 0 } });
    expect(JSON.parse(JSON.stringify(transport.calls))).toEqual([
      {
        className: Class.className,
        methodName: reference.name,
        ...(isStatic !== true && { path: { className: Class.className, keys: { PackageID: "P0100012" } } }),
        ...(sent !== undefined && { inParameters: sent }),
      },
    ]);
  });

  test("has no method besides those of the reference and the library's own", async () => {
    const transport = new FakeSite([{ __CLASS: Class.className, PackageID: "P0100012" }]);
    const object = await findPackage(transport, "P0100012");
    if (!object.ok) throw new Error(object.failure.message);
    const own = ["constructor", "toJSON", "update", "get", "query", "list"];
    const known = new Set([...methods.map(({ name }) => name), ...own].map((name) => name.toLowerCase()));
    const found = [...methodNames(Class), ...methodNames(object.value)];
    expect(found.filter((name) => !known.has(name.toLowerCase()))).toEqual([]);
  });
});

type Out = ReferenceMethod["parameters"][number];

function readReference(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), "utf8"));
}

function described({ name, cimType, array, access, qualifiers }: ReferenceProperty) {
  return { name, cimType, array, access, lazy: qualifiers?.includes("lazy") === true };
}

function byName<T extends { name: string }>(entries: T[]): T[] {
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Arguments of a call, and the in parameters that they must become. */
function argumentsFor({ name, parameters }: ReferenceMethod): [given: unknown[], sent: unknown] {
  const values = Object.fromEntries(
    parameters
      .filter(({ direction }) => direction === "in")
      // PackageID and TaskSequence exclude each other; BootImageID goes with TaskSequence.
      .filter(
        (parameter) => !(name.startsWith("GetTsPolicies") && /^(?:TaskSequence|BootImageID)$/.test(parameter.name)),
      )
      .map((parameter) => [parameter.name, sampleValue(parameter)]),
  );
  if (name === "SetSourceSite") return [["P02"], { SourceSite: "P02" }];
  if (name === "RefreshPkgSource") {
    const contextID = values["ContextID"];
    const acknowledged = { acknowledgeInoperable: true };
    return contextID === undefined ? [[acknowledged], undefined] : [[{ ...acknowledged, contextID }], values];
  }
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
