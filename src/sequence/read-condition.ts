import { ElementReader } from "../xml/element-reader.js";
import type { ConditionOperand, SequenceCondition, SequenceVariable } from "./task-sequence-document.js";
import type { XmlElement } from "../xml/xml-element.js";

/** Reads a `condition`. */
export function readCondition(element: XmlElement): SequenceCondition {
  const reader = new ElementReader(element);
  return { operands: reader.children(readOperand), ...reader.rest() };
}

/** Reads a `variable`, of a step or of an expression. */
export function readVariable(element: XmlElement): SequenceVariable | undefined {
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
  const reader = new ElementReader(element);
  switch (element.name) {
    case "operator":
      return {
        element: "operator",
        type: reader.attribute("type") ?? "",
        operands: reader.children(readOperand),
        ...reader.rest(),
      };
    case "expression":
      return {
        element: "expression",
        type: reader.attribute("type") ?? "",
        variables: reader.children(readVariable),
        ...reader.rest(),
      };
    default:
      return undefined;
  }
}
