export { parseSequence } from "./parse-sequence.js";
export { sequenceSteps } from "./sequence-steps.js";
export type { PlacedStep, StepPlace } from "./sequence-steps.js";
export { computeReferenceList, packageUses } from "./package-uses.js";
export type { PackageUse } from "./package-uses.js";
export type * from "./task-sequence-document.js";
export type { Additional } from "./element-reader.js";
export type { XmlElement } from "./xml-element.js";
