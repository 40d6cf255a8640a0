import type { ContentScript } from "../settings/setting-types.js";

/** Result of a transfer of a package to one distribution point. */
export type PointOutcome = "succeeds" | "retries" | "fails" | "never-finishes";

/** The scripts of a site, by PackageID. */
export class ContentScripts {
  readonly #scripts: Map<string, ContentScript>;

  constructor(scripts: Readonly<Record<string, ContentScript>>) {
    this.#scripts = new Map(Object.entries(scripts).map(([PackageID, script]) => [PackageID.toUpperCase(), script]));
  }

  /** The script of a package; empty if it has none. */
  of(PackageID: string): ContentScript {
    return this.#scripts.get(PackageID.toUpperCase()) ?? {};
  }

  /** Every script, by PackageID. */
  all(): Record<string, ContentScript> {
    return Object.fromEntries(this.#scripts);
  }

  /** Replaces the script of a package. */
  set(PackageID: string, script: ContentScript): void {
    this.#scripts.set(PackageID.toUpperCase(), script);
  }
}
