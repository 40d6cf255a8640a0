import { invalidArgument } from "../invalid-argument.js";
import { succeed, type Result } from "../result.js";
import { ElementReader } from "../xml/element-reader.js";
import { packageIDsIn } from "./step-references.js";
import type {
  ConditionOperand,
  SequenceCondition,
  SequenceGroup,
  SequenceItem,
  SequenceReference,
  SequenceStep,
  SequenceVariable,
  SubTaskSequence,
  TaskSequenceDocument,
} from "./task-sequence-document.js";
import { describeFault, readXmlTree, type XmlElement } from "../xml/xml-reader.js";

// Limits for the XML of a task sequence. The largest known task sequence has 262 KB (seen).
const limits = { maxDepth: 100, maxLength: 8 * 1024 * 1024, maxElements: 250_000 };

/**
 * Reads a task sequence, to find which step uses which package. To find the packages to refresh, `referencedPackages` is
 * better: it reads the property `References`, which includes the boot image.
 *
 * Unknown step types, attributes and elements are kept unchanged. A DOCTYPE, entities other than the five of XML, and
 * processing instructions are refused.
 *
 * @param text - the property `Sequence` of a complete `SMS_TaskSequencePackage`; at most 8 Mi characters, 250,000 elements,
 *   and a nesting depth of 100 elements
 * @returns the document. `invalid-argument` if the text is not XML, is not a task sequence, or exceeds a limit. The message
 *   names line and column and quotes nothing, because a sequence can contain passwords.
 * @example
 * ```ts
 * import { SMS_TaskSequencePackage, type Transport } from "configmgr-sdk";
 * import { parseSequence, sequenceSteps } from "configmgr-sdk/sequence";
 *
 * export async function printSteps(transport: Transport, PackageID: string): Promise<void> {
 *   const read = await SMS_TaskSequencePackage.get(transport, PackageID);
 *   if (!read.ok) return;
 *   const parsed = parseSequence(read.value.Sequence ?? "");
 *   if (!parsed.ok) return console.warn(parsed.failure.message);
 *   for (const { groups, item, enabled } of sequenceSteps(parsed.value)) {
 *     console.log([...groups, item.name].join(" > "), enabled ? "" : "(disabled)");
 *   }
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export function parseSequence(text: string): Result<TaskSequenceDocument> {
  const operation = { className: "SMS_TaskSequencePackage" };
  if (typeof text !== "string") return invalidArgument(operation, "text", "must be the text of a task sequence");
  const read = readXmlTree(text, limits);
  if ("fault" in read) {
    return invalidArgument(operation, "text", describeFault("is not a task sequence: it", read.fault));
  }
  if (read.root.name !== "sequence") {
    return invalidArgument(operation, "text", "is not a task sequence: its root element has another name");
  }
  return succeed(readDocument(read.root));
}

function readDocument(element: XmlElement): TaskSequenceDocument {
  const reader = new ElementReader(element);
  const version = reader.attribute("version");
  return {
    ...(version !== undefined && { version }),
    referenceList: reader.list("referenceList", readReference),
    globalVarList: reader.list("globalVarList", readVariable),
    steps: reader.children(readItem),
    ...reader.rest(),
  };
}

// Reads an entry of the `referenceList`. An entry of another form is kept in `additionalElements`.
function readReference(element: XmlElement): SequenceReference | undefined {
  if (element.name !== "reference") return undefined;
  const reader = new ElementReader(element);
  const application = reader.attribute("application");
  if (application !== undefined) return { application, ...reader.rest() };
  const packageID = reader.attribute("package");
  if (packageID === undefined) return undefined;
  const program = reader.attribute("program");
  return { package: packageID, ...(program !== undefined && { program }), ...reader.rest() };
}

function readItem(element: XmlElement): SequenceItem | undefined {
  switch (element.name) {
    case "group":
      return readGroup(element);
    case "step":
      return readStep(element);
    case "subtasksequence":
      return readSubTaskSequence(element);
    default:
      return undefined;
  }
}

function readGroup(element: XmlElement): SequenceGroup {
  const reader = new ElementReader(element);
  return { element: "group", ...readHead(reader), steps: reader.children(readItem), ...reader.rest() };
}

function readStep(element: XmlElement): SequenceStep {
  const reader = new ElementReader(element);
  return { element: "step", ...readHead(reader), ...readAction(reader), ...reader.rest() };
}

function readSubTaskSequence(element: XmlElement): SubTaskSequence {
  const reader = new ElementReader(element);
  const action = readAction(reader);
  const valueOf = (name: string) => action.defaultVarList.find(({ property }) => property === name)?.value;
  const [TsPackageID] = packageIDsIn(valueOf("TsPackageID") ?? "");
  const TsName = valueOf("TsName");
  return {
    element: "subtasksequence",
    ...readHead(reader),
    ...action,
    ...(TsPackageID !== undefined && { TsPackageID }),
    ...(TsName !== undefined && { TsName }),
    TsReferencePackages: packageIDsIn(valueOf("TsReferencePackages") ?? ""),
    ...reader.rest(),
  };
}

function readHead(reader: ElementReader) {
  const condition = reader.child("condition");
  return {
    name: reader.attribute("name") ?? "",
    description: reader.attribute("description") ?? "",
    disable: reader.flag("disable") ?? false,
    continueOnError: reader.flag("continueOnError") ?? false,
    ...(condition !== undefined && { condition: readCondition(condition) }),
  };
}

function readAction(reader: ElementReader) {
  const action = reader.child("action");
  if (action !== undefined) reader.keepRest(action, new ElementReader(action));
  const timeout = reader.number("timeout");
  const retryCount = reader.number("retryCount");
  const runFromNet = reader.flag("runFromNet");
  const runIn = reader.attribute("runIn");
  return {
    type: reader.attribute("type") ?? "",
    action: action?.text ?? "",
    defaultVarList: reader.list("defaultVarList", readVariable),
    ...(timeout !== undefined && { timeout }),
    successCodeList: reader.numbers("successCodeList") ?? [],
    ...(retryCount !== undefined && { retryCount }),
    ...(runFromNet !== undefined && { runFromNet }),
    ...(runIn !== undefined && { runIn }),
  };
}

/** Reads the element `condition` of a step or a group. */
function readCondition(element: XmlElement): SequenceCondition {
  const reader = new ElementReader(element);
  return { operands: reader.children(readOperand), ...reader.rest() };
}

/** Reads an element `variable`, of a step or of an expression in a condition. */
function readVariable(element: XmlElement): SequenceVariable | undefined {
  if (element.name !== "variable") return undefined;
  const reader = new ElementReader(element);
  const property = reader.attribute("property");
  const hidden = reader.flag("hidden");
  return {
    name: reader.attribute("name") ?? "",
    ...(property !== undefined && { property }),
    ...(hidden !== undefined && { hidden }),
    value: element.text,
    ...reader.rest(),
  };
}

function readOperand(element: XmlElement): ConditionOperand | undefined {
  const { name } = element;
  if (name !== "operator" && name !== "expression") return undefined;
  const reader = new ElementReader(element);
  const type = reader.attribute("type") ?? "";
  return name === "operator"
    ? { element: name, type, operands: reader.children(readOperand), ...reader.rest() }
    : { element: name, type, variables: reader.children(readVariable), ...reader.rest() };
}
