/**
 * A simulated ConfigMgr site for development and tests. Its behavior is not evidence about ConfigMgr.
 *
 * @module
 */
export { createSimulatedSite, type SimulatedSite } from "./site.js";
export type {
  SimulatedSiteOptions,
  Account,
  ContentScript,
  PackageSeed,
  SiteSeed,
  Behavior,
  BehaviorChanges,
  CloudManagementGateway,
  RateLimit,
  ServiceState,
  PointOutcome,
  Release,
} from "./settings/setting-types.js";
export { type Fault, type FaultEffect, parseFaults } from "./settings/faults.js";
export { parseSeed } from "./settings/seed.js";
export { defaultSeed, generateSeed } from "./default-seed/default-seed.js";
export type { SecurityRole } from "./classes/class-text.js";
export type { JsonObject, JsonValue } from "./values/json.js";
export type { ListeningSite } from "./http/listener.js";
export type { Call } from "./state/state.js";
