import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/index.js";
import { computeReferenceList, packageUses, parseSequence, sequenceSteps } from "../../src/sequence/index.js";
import { element, exampleXml, step } from "./sequence-xml.js";

const example = orThrow(parseSequence(exampleXml));

function documentOf(...items: readonly string[]) {
  return orThrow(parseSequence(element("sequence", {}, ...items)));
}

function listed(...items: readonly string[]): string[] {
  return computeReferenceList(documentOf(...items)).map((reference) => reference.package);
}

describe("sequenceSteps", () => {
  it("says where each step stands, since names repeat", () => {
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

  it("takes a step for disabled that is in a disabled group, however deep", () => {
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
  it("says which step uses what, disabled ones included", () => {
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

  it("names the place and the variable that holds the ID", () => {
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
  ])("never takes %s for an ID", (value, found) => {
    const [use] = packageUses(documentOf(step({ PackageID: value })));
    expect(use).toMatchObject({ found, property: "PackageID" });
    expect(use).not.toHaveProperty("PackageID");
  });

  it("finds nothing in an empty property, in an unknown one, or in a command line", () => {
    const commandLine = element("action", {}, "smsswd.exe /run:ZZ100021 setup.exe");
    const document = documentOf(
      step({ PackageID: "", DriverPackageID: " ", CommandLine: "ZZ100021" }),
      element("step", { name: "bare" }, commandLine),
    );
    expect(packageUses(document)).toEqual([]);
  });

  it("tells a nested task sequence with a lost child from one with a child", () => {
    const lost = documentOf(step({ TsPackageID: "00000000", TsName: "Child" }, {}, "subtasksequence"));
    expect(lost.steps[0]).not.toHaveProperty("TsPackageID");
    expect(packageUses(lost)).toMatchObject([{ found: "lost", property: "TsPackageID" }]);
  });
});

describe("computeReferenceList", () => {
  it("gives the list of the example, programs included", () => {
    expect(computeReferenceList(example)).toEqual(example.referenceList);
  });

  it("takes each property that holds an ID, in the order of the document", () => {
    const properties = ["ClientPackageID", "ConfigFilePackage", "DriverPackageID", "InstallPackageID", "PackageID"];
    const values = properties.map((property, index): [string, string] => [property, `ZZ10000${index}`]);
    expect(listed(step(Object.fromEntries(values)))).toEqual([
      "ZZ100000",
      "ZZ100001",
      "ZZ100002",
      "ZZ100003",
      "ZZ100004",
    ]);
  });

  it("leaves out what is disabled, lost or only known when the sequence runs", () => {
    expect(
      listed(
        step({ PackageID: "ZZ100001" }, { disable: "true" }),
        element("group", { disable: "true" }, element("group", {}, step({ PackageID: "ZZ100002" }))),
        step({ PackageID: "00000000" }),
        step({ PackageID: "%Package%" }),
        step({ PackageID: "ZZ100003" }),
      ),
    ).toEqual(["ZZ100003"]);
  });

  it("keeps the first of several occurrences, and lists a package that only one of its steps has switched off", () => {
    expect(
      listed(
        step({ PackageID: "ZZ100009" }, { disable: "true" }),
        step({ PackageID: "ZZ100001" }),
        step({ PackageID: "ZZ100009" }),
        step({ PackageID: "ZZ100001" }),
      ),
    ).toEqual(["ZZ100001", "ZZ100009"]);
  });

  it("puts a nested task sequence in front of what it needs", () => {
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
