/**
 * What needs an XML parser: the documents of task sequences, and what a site says of itself in `$metadata`.
 *
 * @module
 */
export { parseSequence } from "./parse-sequence.js";
export { sequenceSteps } from "./sequence-steps.js";
export type { PlacedStep, StepPlace } from "./sequence-steps.js";
export { computeReferenceList, packageUses } from "./package-uses.js";
export type { PackageUse } from "./package-uses.js";
export type * from "./task-sequence-document.js";
export type { AdditionalContent } from "../xml/element-reader.js";
export type { XmlElement } from "../xml/xml-element.js";

export { capabilities } from "../metadata/capabilities.js";
export { findMethod } from "../metadata/offered-methods.js";
export type { Capabilities, OfferedMethod } from "../metadata/offered-methods.js";
export { documentedCapabilities } from "../metadata/documented-capabilities.js";
export { withCapabilities } from "../metadata/with-capabilities.js";
export type { MetadataSource } from "../transport/transport.js";
