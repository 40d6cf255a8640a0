import type { JsonObject } from "../values/json.js";

/** A step of a task sequence. `property` of a variable is the name of the WMI property of the step's class. */
export interface StepText {
  readonly type: string;
  readonly name: string;
  readonly action: string;
  readonly variables: readonly { readonly name: string; readonly property: string; readonly text: string }[];
  readonly runIn?: "WinPE" | "FullOS" | "WinPEandFullOS";
  readonly disabled?: boolean;
  /** Name of the program in the package that the step runs, if any. */
  readonly program?: string;
}

/** A group of steps of a task sequence. */
export interface GroupText {
  readonly name: string;
  readonly steps: readonly StepText[];
}

/** Names of the properties of steps whose value is a PackageID (seen in exports of real task sequences). */
const idProperties = new Set([
  "PackageID",
  "InstallPackageID",
  "ConfigFilePackage",
  "DriverPackageID",
  "ClientPackageID",
  "TsPackageID",
]);

/**
 * Makes the XML of a task sequence as the console does: on one line. Its `referenceList` names each package and application
 * once, in the order of first use.
 */
export function sequenceXml(groups: readonly GroupText[]): string {
  const references = new Map<string, string>();
  for (const step of groups.flatMap(({ steps }) => steps)) {
    if (step.disabled === true) continue;
    for (const { property, text } of step.variables) {
      if (text === "" || text === lostReference || references.has(text)) continue;
      if (property === "ApplicationName") references.set(text, `application="${text}"`);
      if (!idProperties.has(property)) continue;
      const program = step.type === subTaskSequence ? "*" : step.program;
      references.set(text, `package="${text}"${attribute("program", program)}`);
    }
  }
  const list = [...references.values()].map((attributes) => `<reference ${attributes}/>`);
  return `<sequence version="3.10"><referenceList>${list.join("")}</referenceList>${groups.map(group).join("")}</sequence>`;
}

/** PackageID in a step whose package reference was lost when the task sequence was imported (seen). */
export const lostReference = "00000000";

/** Type of a step that runs another task sequence. */
export const subTaskSequence = "SMS_TaskSequence_SubTasksequence";

function group({ name, steps }: GroupText): string {
  return `<group name="${escape(name)}" description="">${steps.map(step).join("")}</group>`;
}

function step({ type, name, action, variables, runIn = "FullOS", disabled }: StepText): string {
  const nested = type === subTaskSequence;
  const element = nested ? "subtasksequence" : "step";
  const attributes = [
    `type="${type}" name="${escape(name)}" description=""`,
    disabled === true ? ' disable="true"' : "",
    nested ? "" : ` runIn="${runIn}"`,
    ' successCodeList="0 3010" retryCount="0" runFromNet="false"',
  ].join("");
  const list = variables.map(
    (variable) =>
      `<variable name="${variable.name}" property="${variable.property}">${escape(variable.text)}</variable>`,
  );
  return `<${element} ${attributes}><action>${escape(action)}</action><defaultVarList>${list.join("")}</defaultVarList></${element}>`;
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? "" : ` ${name}="${escape(value)}"`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/**
 * Makes `References` of a task sequence: the packages and applications in the `referenceList` of its XML and the boot
 * image, sorted by ID (seen). An application has its model name instead of a PackageID, and `Type` 1 (documented).
 */
export function referencesOf(sequence: string, BootImageID: string): JsonObject[] {
  const references = [...sequence.matchAll(/<reference ([^>]*)>/gu)].map(([, attributes = ""]) => {
    const application = valueOf(attributes, "application");
    return application === undefined
      ? { Package: valueOf(attributes, "package") ?? "", Program: valueOf(attributes, "program") ?? "*", Type: 0 }
      : { Package: application, Program: "", Type: 1 };
  });
  if (BootImageID !== "") references.push({ Package: BootImageID, Program: "*", Type: 0 });
  return references
    .filter(({ Package }) => Package !== "")
    .sort((a, b) => (a.Package < b.Package ? -1 : 1))
    .map((found) => ({ __CLASS: "SMS_TaskSequence_Reference", ...found }));
}

function valueOf(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`, "u").exec(attributes)?.[1];
}
