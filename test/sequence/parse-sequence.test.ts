import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/index.js";
import {
  parseSequence,
  sequenceSteps,
  type SequenceItem,
  type TaskSequenceDocument,
} from "../../src/sequence/index.js";
import { element, exampleXml, sequenceXml, step } from "./sequence-xml.js";

describe("parseSequence", () => {
  it("parseSequence returns the steps of a sequence as typed data", () => {
    const document = orThrow(parseSequence(exampleXml));
    expect(document).toMatchObject({ version: "3.10", globalVarList: [] });
    expect(document.steps).toHaveLength(1);
    const [group] = document.steps;
    expect(group).toMatchObject({ element: "group", name: "Prepare", disable: false });
    expect(sequenceSteps(document).map(({ item }) => item)).toMatchObject([
      {
        element: "step",
        type: "SMS_TaskSequence_RunCommandLineAction",
        name: "Copy tools",
        continueOnError: true,
        timeout: 900,
        runIn: "FullOS",
        successCodeList: [0, 3010],
        retryCount: 0,
        runFromNet: false,
        action: "smsswd.exe /run:ZZ100021 cmd.exe /c copy.cmd",
      },
      { name: "Install agent" },
      {
        element: "subtasksequence",
        TsPackageID: "ZZ100040",
        TsName: "ZZ100040, Child",
        TsReferencePackages: ["ZZ100021", "ZZ100044"],
      },
      { name: "Not used", disable: true },
    ]);
  });

  it("parseSequence returns the name and the property of a variable, and whether it is hidden", () => {
    const [, install] = sequenceSteps(orThrow(parseSequence(exampleXml)));
    expect(install?.item.defaultVarList).toEqual([
      { name: "PackageID", property: "PackageID", hidden: true, value: "ZZ100033" },
      { name: "_SMSSWDProgramName", property: "ProgramName", value: "Silent" },
    ]);
  });

  it("parseSequence returns conditions as a tree of operators and expressions", () => {
    const [group] = orThrow(parseSequence(exampleXml)).steps;
    expect(group?.condition).toEqual({
      operands: [
        {
          element: "operator",
          type: "and",
          operands: [
            {
              element: "expression",
              type: "SMS_TaskSequence_VariableConditionExpression",
              variables: [
                { name: "Operator", value: "equals" },
                { name: "Value", value: "true" },
                { name: "Variable", value: "ExampleFlag" },
              ],
            },
          ],
        },
      ],
    });
  });

  it("parseSequence reads a document on one line like the same document indented", () => {
    const oneLine = exampleXml.replace(/>\s+</g, "><");
    expect(parseSequence(oneLine)).toEqual(parseSequence(exampleXml));
  });

  it("parseSequence keeps success codes above the 32-bit range", () => {
    const document = orThrow(parseSequence(element("sequence", {}, step({}, { successCodeList: "0 3221225547" }))));
    expect(sequenceSteps(document)[0]?.item.successCodeList).toEqual([0, 3221225547]);
  });

  it("parseSequence decodes XML in the value of a variable once, and keeps it as text", () => {
    const rules = `<Rules><Rule Name="a&amp;b"/></Rules>`;
    const document = orThrow(parseSequence(element("sequence", {}, step({ Rules: rules }))));
    expect(sequenceSteps(document)[0]?.item.defaultVarList[0]?.value).toBe(rules);
  });

  it("parseSequence accepts an XML declaration and a byte order mark", () => {
    expect(parseSequence(`\uFEFF<?xml version="1.0" encoding="utf-16"?>${exampleXml}`)).toEqual(
      parseSequence(exampleXml),
    );
  });

  it.each([
    ["an unknown step type", `<sequence><step type="BDD_Marker" name=""/></sequence>`],
    ["an attribute of the root", `<sequence Marker="1"/>`],
    ["an attribute of a step", `<sequence><step Marker="1"/></sequence>`],
    ["an attribute of a variable list", `<sequence><step><defaultVarList Marker="1"/></step></sequence>`],
    ["an attribute of an action", `<sequence><step><action Marker="1">x</action></step></sequence>`],
    ["an attribute of a reference", `<sequence><referenceList><reference Marker="1"/></referenceList></sequence>`],
    ["an element of a group", `<sequence><group><Marker><a b="c">text</a></Marker></group></sequence>`],
    ["an element of the variable list", `<sequence><step><defaultVarList><Marker/></defaultVarList></step></sequence>`],
    [
      "an element of a condition",
      `<sequence><group><condition><osConditionGroup type="Marker"/></condition></group></sequence>`,
    ],
    [
      "an operator of a condition",
      `<sequence><group><condition><operator type="Marker"/></condition></group></sequence>`,
    ],
    ["a second action", `<sequence><step><action/><action>Marker</action></step></sequence>`],
    ["a timeout that is not a number", `<sequence><step timeout="Marker"/></sequence>`],
    ["a flag that is neither true nor false", `<sequence><step disable="Marker"/></sequence>`],
    ["a success code that is not a number", `<sequence><step successCodeList="0 Marker"/></sequence>`],
    ["an unknown value of runIn", `<sequence><step runIn="Marker"/></sequence>`],
  ])("parseSequence keeps unknown content: %s", (_what, xml) => {
    expect(JSON.stringify(orThrow(parseSequence(xml)))).toContain("Marker");
  });

  it("parseSequence keeps an attribute whose name is a member of every JavaScript object", () => {
    const document = orThrow(parseSequence(`<sequence __proto__="a" constructor="b"/>`));
    expect(Object.entries(document.additionalAttributes ?? {})).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });

  it("parseSequence returns the same document after the document was written as XML and read again", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(parseSequence(sequenceXml(document))).toEqual({ ok: true, value: document });
      }),
    );
  });

  it("parseSequence returns JSON data only", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const parsed = parseSequence(sequenceXml(document));
        expect(JSON.parse(JSON.stringify(parsed))).toStrictEqual(parsed);
        expect(structuredClone(parsed)).toStrictEqual(parsed);
      }),
    );
  });
});

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.stringMatching(/^[<>&"'\t\n\r \]a-zäß]*$/),
  fc.constantFrom("]]>", "<!DOCTYPE x>", "&amp;", "__proto__"),
);
const flag = fc.boolean();
const options = { noNullPrototype: true };

const variable = fc.record(
  { name: text, property: fc.constantFrom("CommandLine", "ProgramName"), hidden: flag, value: text },
  { requiredKeys: ["name", "value"], ...options },
);

const { operand } = fc.letrec((tie) => ({
  operand: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ element: fc.constant("expression" as const), type: text, variables: fc.array(variable) }, options),
    fc.record(
      { element: fc.constant("operator" as const), type: text, operands: fc.array(tie("operand"), { maxLength: 3 }) },
      options,
    ),
  ),
}));

const head = {
  name: text,
  description: text,
  disable: flag,
  continueOnError: flag,
  condition: fc.record({ operands: fc.array(operand, { maxLength: 2 }) }, options),
};
const action = {
  type: text,
  action: text,
  defaultVarList: fc.array(variable, { maxLength: 4 }),
  timeout: fc.nat(),
  successCodeList: fc.array(fc.maxSafeInteger(), { maxLength: 4 }),
  retryCount: fc.nat(),
  runFromNet: flag,
  runIn: fc.constantFrom("WinPE", "FullOS", "WinPEandFullOS", "Elsewhere"),
};
const optional = ["condition", "timeout", "retryCount", "runFromNet", "runIn"];

const { item } = fc.letrec((tie) => ({
  item: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    partial({ element: fc.constant("step"), ...head, ...action }),
    partial({
      element: fc.constant("subtasksequence"),
      ...head,
      ...action,
      TsReferencePackages: fc.constant([]),
    }),
    partial({ element: fc.constant("group"), ...head, steps: fc.array(tie("item"), { maxLength: 4 }) }),
  ),
}));

function partial(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const requiredKeys = Object.keys(members).filter((name) => !optional.includes(name));
  return fc.record(members, { requiredKeys, ...options });
}

const documents = fc.record(
  {
    version: fc.constantFrom("3.10", "4.00"),
    referenceList: fc.array(fc.record({ package: text, program: text }, { requiredKeys: ["package"], ...options }), {
      maxLength: 4,
    }),
    globalVarList: fc.array(variable, { maxLength: 3 }),
    steps: fc.array(item as fc.Arbitrary<SequenceItem>, { maxLength: 4 }),
  },
  { requiredKeys: ["referenceList", "globalVarList", "steps"], ...options },
) as fc.Arbitrary<TaskSequenceDocument>;
