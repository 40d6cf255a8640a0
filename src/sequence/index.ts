/**
 * Functions that need an XML parser: task sequence documents, and the methods that a site declares in `$metadata`.
 *
 * @module
 */
export { parseSequence } from "./parse-sequence.js";
export { sequenceSteps } from "./sequence-steps.js";
export type { PlacedStep, StepPlace } from "./sequence-steps.js";
export { computeReferenceList, packageUses, referencesWithoutStep } from "./package-uses.js";
export type { PackageUse } from "./step-references.js";
export type * from "./task-sequence-document.js";
export type { AdditionalContent } from "../xml/element-reader.js";
export type { XmlElement } from "../xml/xml-reader.js";

export { capabilities } from "../metadata/capabilities.js";
export { documentedCapabilities, findMethod } from "../metadata/offered-methods.js";
export type { Capabilities, OfferedMethod } from "../metadata/offered-methods.js";
export { withCapabilities } from "../metadata/with-capabilities.js";
export type { MetadataSource } from "../transport/transport.js";
