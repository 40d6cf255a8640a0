/**
 * A simulated site, to develop and test against. It is not evidence about ConfigMgr.
 *
 * @module
 */
export { createSimulatedSite, type SimulatedSite } from "./site.js";
export type { SimulatedSiteOptions } from "./settings/site-options.js";
export { parseSeed, type Account, type ContentScript, type PackageSeed, type SiteSeed } from "./settings/seed.js";
export { defaultSeed, generateSeed } from "./default-seed/default-seed.js";
export type { SecurityRole } from "./classes/security-roles.js";
export type {
  Behavior,
  BehaviorChanges,
  CloudManagementGateway,
  RateLimit,
  ServiceState,
} from "./settings/behavior.js";
export type { JsonObject, JsonValue } from "./values/json.js";
export type { PointOutcome } from "./state/content-scripts.js";
export { parseFaults, type Fault, type FaultEffect } from "./settings/faults.js";
export type { ListeningSite } from "./http/listener.js";
export type { Release } from "./settings/release.js";
export type { Call } from "./state/state.js";
