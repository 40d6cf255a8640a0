import type {
  ConditionOperand,
  SequenceItem,
  SequenceVariable,
  TaskSequenceDocument,
} from "../../src/sequence/index.js";

/** A task sequence with two packages, a nested task sequence and a disabled step, as the console stores it, but indented. */
export const exampleXml = `<sequence version="3.10">
  <referenceList>
    <reference package="ZZ100021"/>
    <reference package="ZZ100033" program="Silent"/>
    <reference package="ZZ100040" program="*"/>
    <reference package="ZZ100044"/>
  </referenceList>
  <group name="Prepare" description="">
    <condition>
      <operator type="and">
        <expression type="SMS_TaskSequence_VariableConditionExpression">
          <variable name="Operator">equals</variable>
          <variable name="Value">true</variable>
          <variable name="Variable">ExampleFlag</variable>
        </expression>
      </operator>
    </condition>
    <step type="SMS_TaskSequence_RunCommandLineAction" name="Copy tools" description="" continueOnError="true" timeout="900" runIn="FullOS" successCodeList="0 3010" retryCount="0" runFromNet="false">
      <action>smsswd.exe /run:ZZ100021 cmd.exe /c copy.cmd</action>
      <defaultVarList>
        <variable name="CommandLine" property="CommandLine" hidden="true">cmd.exe /c copy.cmd</variable>
        <variable name="PackageID" property="PackageID" hidden="true">ZZ100021</variable>
      </defaultVarList>
    </step>
    <step type="SMS_TaskSequence_InstallSoftwareAction" name="Install agent" description="" runIn="FullOS" successCodeList="0" retryCount="0" runFromNet="false">
      <action>smsswd.exe /pkg:ZZ100033 /install /basevar: /continueOnError:</action>
      <defaultVarList>
        <variable name="PackageID" property="PackageID" hidden="true">ZZ100033</variable>
        <variable name="_SMSSWDProgramName" property="ProgramName">Silent</variable>
      </defaultVarList>
    </step>
    <subtasksequence type="SMS_TaskSequence_SubTasksequence" name="Run child" description="" successCodeList="0" retryCount="0" runFromNet="false">
      <action>SubTasksequence.exe</action>
      <defaultVarList>
        <variable name="OSDSubTasksequenceTsName" property="TsName">ZZ100040, Child</variable>
        <variable name="OSDSubTasksequencePackageID" property="TsPackageID">ZZ100040</variable>
        <variable name="OSDSubTasksequenceTsReferenceApplications" property="TsReferenceApplications"></variable>
        <variable name="OSDSubTasksequenceTsReferencePackages" property="TsReferencePackages">ZZ100021,ZZ100044</variable>
      </defaultVarList>
    </subtasksequence>
    <step type="SMS_TaskSequence_RunCommandLineAction" name="Not used" description="" disable="true" runIn="FullOS" successCodeList="0" retryCount="0" runFromNet="false">
      <action>smsswd.exe /run:ZZ100077 setup.exe</action>
      <defaultVarList>
        <variable name="CommandLine" property="CommandLine" hidden="true">setup.exe</variable>
        <variable name="PackageID" property="PackageID" hidden="true">ZZ100077</variable>
      </defaultVarList>
    </step>
  </group>
</sequence>`;

/** Writes an element. Attributes that are undefined are omitted. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${written.join("")}>${content.join("")}</${name}>`;
}

/** Escapes a text for XML. Line breaks and tabs are character references, so that a reader does not change them. */
export function escaped(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => `&#${String(character.codePointAt(0))};`);
}

/** A Run Command Line step with the given properties. */
export function step(
  properties: Readonly<Record<string, string>>,
  attributes: Readonly<Record<string, string>> = {},
  name = "step",
): string {
  const variables = Object.entries(properties).map(([property, value]) =>
    element("variable", { name: property, property }, escaped(value)),
  );
  return element(
    name,
    { type: "SMS_TaskSequence_RunCommandLineAction", name: "Step", ...attributes },
    element("defaultVarList", {}, ...variables),
  );
}

/** Writes a document as XML, in the form of the SMS Provider. */
export function sequenceXml({ version, referenceList, globalVarList, steps }: TaskSequenceDocument): string {
  const references = referenceList.map((reference) =>
    element("reference", {
      package: reference.package,
      program: reference.program,
      application: reference.application,
    }),
  );
  return element(
    "sequence",
    { version },
    element("referenceList", {}, ...references),
    element("globalVarList", {}, ...globalVarList.map(variableXml)),
    ...steps.map(itemXml),
  );
}

function itemXml(item: SequenceItem): string {
  const { name, description, disable, continueOnError } = item;
  const common = {
    name,
    description,
    disable: disable ? "true" : undefined,
    continueOnError: continueOnError ? "true" : undefined,
  };
  const condition =
    item.condition === undefined ? "" : element("condition", {}, ...item.condition.operands.map(operandXml));
  if (item.element === "group") return element("group", common, condition, ...item.steps.map(itemXml));
  const { type, timeout, runIn, successCodeList, retryCount, runFromNet } = item;
  return element(
    item.element,
    { type, ...common, timeout, runIn, successCodeList: successCodeList.join(" "), retryCount, runFromNet },
    condition,
    element("action", {}, escaped(item.action)),
    element("defaultVarList", {}, ...item.defaultVarList.map(variableXml)),
  );
}

function operandXml(operand: ConditionOperand): string {
  const content =
    operand.element === "operator" ? operand.operands.map(operandXml) : operand.variables.map(variableXml);
  return element(operand.element, { type: operand.type }, ...content);
}

function variableXml({ name, property, hidden, value }: SequenceVariable): string {
  return element("variable", { name, property, hidden }, escaped(value));
}
