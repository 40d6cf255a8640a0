import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/index.js";
import {
  computeReferenceList,
  packageUses,
  parseSequence,
  referencesWithoutStep,
  sequenceSteps,
} from "../../src/sequence/index.js";
import { element, exampleXml, step } from "./sequence-xml.js";

const example = orThrow(parseSequence(exampleXml));

function documentOf(...items: readonly string[]) {
  return orThrow(parseSequence(element("sequence", {}, ...items)));
}

function computedIDs(...items: readonly string[]) {
  return computeReferenceList(documentOf(...items)).map((reference) => reference.package);
}

function referenceList(...attributes: readonly Readonly<Record<string, string>>[]): string {
  return element("referenceList", {}, ...attributes.map((each) => element("reference", each)));
}

const application = "ScopeId_0A1B2C3D-0000-4000-8000-000000000001/Application_0A1B2C3D-0000-4000-8000-000000000002";
const otherApplication = application.replace(/2$/, "3");

describe("sequenceSteps", () => {
  it("sequenceSteps returns the position and the groups of each step, also of steps with the same name", () => {
    const document = documentOf(
      step({}, { name: "A" }),
      element(
        "group",
        { name: "G" },
        element("group", { name: "H" }, step({}, { name: "A" })),
        step({}, { name: "B" }),
      ),
    );
    expect(sequenceSteps(document).map(({ item, position, groups }) => [item.name, position, groups])).toEqual([
      ["A", [0], []],
      ["A", [1, 0, 0], ["G", "H"]],
      ["B", [1, 1], ["G"]],
    ]);
  });

  it("sequenceSteps reports a step as disabled if any group that contains it is disabled", () => {
    const off = { name: "off", disable: "true" };
    const document = documentOf(
      element("group", off, element("group", { name: "on" }, step({}, { name: "inside" }))),
      step({}, { name: "itself", disable: "TRUE" }),
      step({}, { name: "not", disable: "false" }),
    );
    expect(sequenceSteps(document).map(({ enabled }) => enabled)).toEqual([false, false, true]);
  });
});

describe("packageUses", () => {
  it("packageUses finds the package of each step, including disabled steps", () => {
    const uses = packageUses(example).map(({ name, PackageID, property, enabled }) => [
      name,
      PackageID,
      property,
      enabled,
    ]);
    expect(uses).toEqual([
      ["Copy tools", "ZZ100021", "PackageID", true],
      ["Install agent", "ZZ100033", "PackageID", true],
      ["Run child", "ZZ100040", "TsPackageID", true],
      ["Run child", "ZZ100021", "TsReferencePackages", true],
      ["Run child", "ZZ100044", "TsReferencePackages", true],
      ["Not used", "ZZ100077", "PackageID", false],
    ]);
  });

  it("packageUses returns the position, the property and the variable of the ID", () => {
    const [, install] = packageUses(example);
    expect(install).toEqual({
      position: [0, 1],
      groups: ["Prepare"],
      enabled: true,
      name: "Install agent",
      type: "SMS_TaskSequence_InstallSoftwareAction",
      property: "PackageID",
      variable: "PackageID",
      found: "package",
      PackageID: "ZZ100033",
      program: "Silent",
    });
  });

  it.each([
    ["00000000", "lost"],
    ["%OSDPackage%", "unresolved"],
    ["%Name12%", "unresolved"],
    ["ZZ1000", "unresolved"],
    ["http://a", "unresolved"],
  ])("packageUses reports the value %s as %s and without a PackageID", (value, found) => {
    const [use] = packageUses(documentOf(step({ PackageID: value })));
    expect(use).toMatchObject({ found, property: "PackageID" });
    expect(use).not.toHaveProperty("PackageID");
  });

  it("packageUses finds no package in an empty property, in a command line, or in a property of another name if the ID is not in the referenceList", () => {
    const commandLine = element("action", {}, "smsswd.exe /run:ZZ100021 setup.exe");
    const document = documentOf(
      step({ PackageID: "", DriverPackageID: " ", CommandLine: "ZZ100021" }),
      element("step", { name: "bare" }, commandLine),
    );
    expect(packageUses(document)).toEqual([]);
  });

  it("packageUses reports a nested task sequence that was lost on import as lost", () => {
    const lost = documentOf(step({ TsPackageID: "00000000", TsName: "Child" }, {}, "subtasksequence"));
    expect(lost.steps[0]).not.toHaveProperty("TsPackageID");
    expect(packageUses(lost)).toMatchObject([{ found: "lost", property: "TsPackageID" }]);
  });
});

describe("a property whose name the library does not know", () => {
  it("the value of an unknown property is a package if the property's name ends like those of other packages", () => {
    const [use] = packageUses(documentOf(step({ FirmwarePackageId: "ZZ100050" })));
    expect(use).toMatchObject({ found: "package", PackageID: "ZZ100050", property: "FirmwarePackageId" });
  });

  it.each(["true", "False", "3"])(
    "the value of an unknown property is not a package if it is the setting %s",
    (value) => {
      expect(packageUses(documentOf(step({ UseCachedPackage: value })))).toEqual([]);
    },
  );

  it("the value of an unknown property is a package if the document's referenceList contains the ID", () => {
    const document = documentOf(
      referenceList({ package: "ZZ100050" }, { package: "ZZ100051" }),
      step({ FirmwareContent: "zz100050, ZZ100051,00000000", Note: "ZZ100052" }),
    );
    expect(packageUses(document)).toMatchObject([
      { found: "package", PackageID: "ZZ100050", property: "FirmwareContent" },
      { found: "package", PackageID: "ZZ100051", property: "FirmwareContent" },
      { found: "lost", property: "FirmwareContent" },
    ]);
    expect(computeReferenceList(document)).toEqual(document.referenceList);
    expect(referencesWithoutStep(document)).toEqual([]);
  });

  it("the value of an unknown property is not a package if it contains other text beside IDs of the referenceList", () => {
    const document = documentOf(referenceList({ package: "ZZ100050" }), step({ Note: "ZZ100050, Firmware" }));
    expect(packageUses(document)).toEqual([]);
    expect(referencesWithoutStep(document)).toEqual([{ package: "ZZ100050" }]);
  });
});

describe("an application in a referenceList", () => {
  it("an application in a referenceList has its model name, and no package", () => {
    const document = documentOf(referenceList({ application }, { package: "ZZ100001" }));
    expect(document.referenceList).toEqual([{ application }, { package: "ZZ100001" }]);
    expect(document).not.toHaveProperty("additionalElements");
  });

  it("computeReferenceList contains the applications of Install Application steps and nested task sequences", () => {
    const document = documentOf(
      referenceList({ application }, { package: "ZZ100040", program: "*" }, { application: otherApplication }),
      step({ ApplicationName: `${application},${application}` }),
      step({ TsPackageID: "ZZ100040", TsReferenceApplications: otherApplication }, {}, "subtasksequence"),
      step({ ApplicationName: application.replace(/2$/, "4") }, { disable: "true" }),
    );
    expect(computeReferenceList(document)).toEqual(document.referenceList);
    expect(referencesWithoutStep(document)).toEqual([]);
  });

  it("an application in a referenceList is reported by referencesWithoutStep if no step names it", () => {
    const document = documentOf(referenceList({ application }, { application: otherApplication }));
    expect(referencesWithoutStep(document)).toEqual(document.referenceList);
  });
});

it("a reference that is neither a package nor an application is kept as an additional element", () => {
  const document = documentOf(referenceList({ bundle: "ZZ100001" }));
  expect(document.referenceList).toEqual([]);
  expect(JSON.stringify(document.additionalElements)).toContain('"bundle":"ZZ100001"');
});

describe("referencesWithoutStep", () => {
  it("referencesWithoutStep returns nothing for a package that only a disabled step names", () => {
    const document = documentOf(
      referenceList({ package: "ZZ100001" }),
      step({ PackageID: "ZZ100001" }, { disable: "true" }),
    );
    expect(referencesWithoutStep(document)).toEqual([]);
  });

  it("referencesWithoutStep returns a package that is only in a command line", () => {
    const document = documentOf(
      referenceList({ package: "ZZ100001" }),
      element("step", { name: "bare" }, element("action", {}, "smsswd.exe /run:ZZ100001 setup.exe")),
    );
    expect(referencesWithoutStep(document)).toEqual([{ package: "ZZ100001" }]);
  });
});

describe("computeReferenceList", () => {
  it("computeReferenceList returns the referenceList of the example sequence, including programs", () => {
    expect(computeReferenceList(example)).toEqual(example.referenceList);
  });

  it("computeReferenceList includes each property that was seen with an ID, in the order of the document", () => {
    const properties = [
      "ClientPackageID",
      "ConfigFilePackage",
      "DownloadPackages",
      "DriverPackageID",
      "ImagePackageID",
      "InstallPackageID",
      "PackageID",
      "PackageInfo1PackageId",
      "SysprepPackageID",
      "UsmtPackageID",
      "UsmtRestorePackageID",
    ];
    const ids = properties.map((_, index) => `ZZ1000${String(index).padStart(2, "0")}`);
    const values = Object.fromEntries(properties.map((property, index) => [property, ids[index] ?? ""]));
    expect(computedIDs(step(values))).toEqual(ids);
  });

  it("computeReferenceList omits packages that are disabled, lost, or named by a variable", () => {
    expect(
      computedIDs(
        step({ PackageID: "ZZ100001" }, { disable: "true" }),
        element("group", { disable: "true" }, element("group", {}, step({ PackageID: "ZZ100002" }))),
        step({ PackageID: "00000000" }),
        step({ PackageID: "%Package%" }),
        step({ PackageID: "ZZ100003" }),
      ),
    ).toEqual(["ZZ100003"]);
  });

  it("computeReferenceList lists a package once, at its first enabled step", () => {
    expect(
      computedIDs(
        step({ PackageID: "ZZ100009" }, { disable: "true" }),
        step({ PackageID: "ZZ100001" }),
        step({ PackageID: "ZZ100009" }),
        step({ PackageID: "ZZ100001" }),
      ),
    ).toEqual(["ZZ100001", "ZZ100009"]);
  });

  it("computeReferenceList lists a nested task sequence before the packages that it needs", () => {
    const child = step(
      { TsReferencePackages: "ZZ100002, ZZ100001,00000000,,", TsPackageID: "ZZ100003" },
      {},
      "subtasksequence",
    );
    expect(computeReferenceList(documentOf(child, step({ PackageID: "ZZ100002" })))).toEqual([
      { package: "ZZ100003", program: "*" },
      { package: "ZZ100002" },
      { package: "ZZ100001" },
    ]);
  });
});
