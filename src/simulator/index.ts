export { createSimulatedSite, type SimulatedSite } from "./site.js";
export type {
  DistributionPointGroupSeed,
  DistributionPointSeed,
  SimulatedSiteOptions,
  SiteSeed,
} from "./site-options.js";
export type { Account, SecurityRole } from "./accounts.js";
export type { Behavior, CloudManagementGateway, RateLimit, ServiceState } from "./behavior.js";
export type { JsonObject, JsonValue } from "./json.js";
export type { ContentScript, PointOutcome } from "./content-scripts.js";
export type { Fault, FaultEffect, FaultMatch } from "./faults.js";
export type { ListeningSite } from "./listener.js";
export type { PackageSeed } from "./packages.js";
export type { Release } from "./release.js";
export type { Call } from "./state.js";
