import { Refusal } from "../wire/refusal.js";
import type { ObjectLock, SiteState } from "./state.js";
import { relPath, type Instance } from "../wire/entity.js";

/** A SEDO lock that no user releases ends after 30 minutes (seen in public posts; Microsoft documents no number). */
const orphanedAfterMs = 30 * 60 * 1000;

/** The SEDO locks of a site: which user edits which object. */
export class ObjectLocks {
  readonly #state: SiteState;

  constructor(state: SiteState) {
    this.#state = state;
  }

  /** Returns the lock of an object. Returns `undefined` if the object has none. */
  holder(objectRelPath: string): ObjectLock | undefined {
    const lock = this.#state.locks.get(objectRelPath);
    if (lock === undefined || this.#state.clock.now() - lock.atMs < orphanedAfterMs) return lock;
    this.#state.locks.delete(objectRelPath);
    return undefined;
  }

  /** Requests the lock of an object for a user. Returns the lock of the object, which another user might have. */
  request(objectRelPath: string, user: string, machine: string): ObjectLock {
    const holder = this.holder(objectRelPath);
    if (holder !== undefined) return holder;
    const lock = { user, machine, siteCode: this.#state.siteCode, atMs: this.#state.clock.now() };
    this.#state.locks.set(objectRelPath, lock);
    return lock;
  }

  /** Releases the lock of an object. Returns false if the user does not have this lock. */
  release(objectRelPath: string, user: string): boolean {
    if (this.holder(objectRelPath)?.user !== user) return false;
    return this.#state.locks.delete(objectRelPath);
  }

  /**
   * Checks that no other user has the lock of an object, so that this user can save it.
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
