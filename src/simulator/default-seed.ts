import type { SiteSeed } from "./seed.js";
export function defaultSeed(): SiteSeed {
  return {};
}
