/**
 * Functions that need an XML parser: task sequence documents, and the methods that a site declares in `$metadata`.
 *
 * @module
 */
export { parseSequence } from "./parse-sequence.js";
export { sequenceSteps } from "./sequence-steps.js";
export type { PlacedStep, StepPlace } from "./sequence-steps.js";
export { packageUses } from "./package-uses.js";
export { computeReferenceList, referencesWithoutStep } from "./reference-list.js";
export type { PackageUse } from "./step-references.js";
export type * from "./task-sequence-document.js";
export type { AdditionalContent } from "../xml/element-reader.js";
export type { XmlElement } from "../xml/xml-element.js";

export { capabilities } from "../metadata/capabilities.js";
export { findMethod } from "../metadata/offered-methods.js";
export type { Capabilities, OfferedMethod } from "../metadata/offered-methods.js";
export { documentedCapabilities } from "../metadata/documented-capabilities.js";
export { withCapabilities } from "../metadata/with-capabilities.js";
export type { MetadataSource } from "../transport/transport.js";
