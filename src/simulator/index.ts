/**
 * A simulated site, to develop and test against. It is not evidence about ConfigMgr.
 *
 * @module
 */
export { createSimulatedSite, type SimulatedSite } from "./site.js";
export type { SimulatedSiteOptions } from "./site-options.js";
export { parseSeed, type Account, type ContentScript, type PackageSeed, type SiteSeed } from "./seed.js";
export { defaultSeed, largeSeed } from "./default-seed/default-seed.js";
export type { SecurityRole } from "./security-roles.js";
export type { Behavior, BehaviorChanges, CloudManagementGateway, RateLimit, ServiceState } from "./behavior.js";
export type { JsonObject, JsonValue } from "./json.js";
export type { PointOutcome } from "./content-scripts.js";
export { parseFaults, type Fault, type FaultEffect } from "./faults.js";
export type { ListeningSite } from "./listener.js";
export type { Release } from "./release.js";
export type { Call } from "./state.js";
