import { Refusal } from "../wire/refusal.js";
import type { ObjectLock, SiteState } from "./state.js";
import { relPath, type Instance } from "../wire/entity.js";

/** Lifetime of a lock that is not released: 30 minutes (seen in public posts; Microsoft documents no number). */
const orphanedAfterMs = 30 * 60 * 1000;

/** SEDO locks: which user edits an object. */
export class ObjectLocks {
  readonly #state: SiteState;

  constructor(state: SiteState) {
    this.#state = state;
  }

  /** The lock of an object, if there is one. */
  holder(objectRelPath: string): ObjectLock | undefined {
    const lock = this.#state.locks.get(objectRelPath);
    if (lock === undefined || this.#state.clock.now() - lock.atMs < orphanedAfterMs) return lock;
    this.#state.locks.delete(objectRelPath);
    return undefined;
  }

  /** Requests the lock for a user. Returns the lock that the object has then, which can be of another user. */
  request(objectRelPath: string, user: string, machine: string): ObjectLock {
    const holder = this.holder(objectRelPath);
    if (holder !== undefined) return holder;
    const lock = { user, machine, siteCode: this.#state.siteCode, atMs: this.#state.clock.now() };
    this.#state.locks.set(objectRelPath, lock);
    return lock;
  }

  /** Releases a lock. Returns whether the user had it. */
  release(objectRelPath: string, user: string): boolean {
    if (this.holder(objectRelPath)?.user !== user) return false;
    return this.#state.locks.delete(objectRelPath);
  }

  /**
   * Checks that a user can save an object.
   *
   * @throws Refusal with the error text of a real site (seen) if another user has the lock.
   */
  requireFree(instance: Instance, user: string): void {
    if (this.#state.behavior.sedo === "off" || !instance.definition.sedo) return;
    const holder = this.holder(relPath(instance));
    if (holder === undefined || holder.user === user) return;
    throw new Refusal(500, `User ${user} is not able to get the lock at this time. Error: 0x40480732`);
  }
}
