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

/** Properties of steps that contain a PackageID (seen in exports of real task sequences). */
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
