import { packageClassNames, type PackageTarget } from "../site/package-target.js";

/** What became of a target. */
export type TargetState = "not-started" | "running" | "done" | "failed" | "unknown";

const states = ["not-started", "running", "done", "failed", "unknown"] as const;

const firstCapacity = 1024;

/** Nothing of eight characters encodes to it: the smallest ID is `00000000`, which is 1. */
const free = 0;

/**
 * Remembers each package once, with its state: a hash table in two typed arrays, nine bytes to a slot. Sets and maps of
 * strings take ten times that, and a run over 100,000 packages is to have the memory of one over 1,000.
 */
export class TargetLedger {
  #codes = new Float64Array(firstCapacity);
  #entries = new Uint8Array(firstCapacity);
  #count = 0;

  /** Notes a target as not started. `false` when its PackageID is known already, under whatever class. */
  add({ className, PackageID }: PackageTarget): boolean {
    if ((this.#count + 1) * 2 > this.#codes.length) this.#grow();
    const code = codeOf(PackageID);
    const slot = slotOf(this.#codes, code);
    if (this.#codes[slot] === code) return false;
    this.#codes[slot] = code;
    this.#entries[slot] = packageClassNames.indexOf(className) * states.length;
    this.#count += 1;
    return true;
  }

  /** Notes what became of a target that was added. */
  set({ PackageID }: PackageTarget, state: TargetState): void {
    const slot = slotOf(this.#codes, codeOf(PackageID));
    const entry = this.#entries[slot] ?? 0;
    this.#entries[slot] = entry - (entry % states.length) + states.indexOf(state);
  }

  /** The targets in a state, ordered by ID. */
  targetsIn(state: TargetState): PackageTarget[] {
    const targets: PackageTarget[] = [];
    this.#codes.forEach((code, slot) => {
      const entry = this.#entries[slot] ?? 0;
      const className = packageClassNames[Math.floor(entry / states.length)];
      if (code === free || className === undefined || states[entry % states.length] !== state) return;
      targets.push({ className, PackageID: idOf(code) });
    });
    return targets.sort((a, b) => (a.PackageID < b.PackageID ? -1 : 1));
  }

  #grow(): void {
    const codes = new Float64Array(this.#codes.length * 2);
    const entries = new Uint8Array(codes.length);
    this.#codes.forEach((code, slot) => {
      if (code === free) return;
      const target = slotOf(codes, code);
      codes[target] = code;
      entries[target] = this.#entries[slot] ?? 0;
    });
    this.#codes = codes;
    this.#entries = entries;
  }
}

// 36^8 fits into the 53 bits of a number, so eight characters of A-Z and 0-9 are one number.
function codeOf(PackageID: string): number {
  return Number.parseInt(PackageID.slice(0, 4), 36) * 36 ** 4 + Number.parseInt(PackageID.slice(4), 36) + 1;
}

function idOf(code: number): string {
  return (code - 1).toString(36).padStart(8, "0").toUpperCase();
}

/** The slot that holds a code, or the free one where it belongs. */
function slotOf(codes: Float64Array, code: number): number {
  let slot = scatter(code) % codes.length;
  while (codes[slot] !== free && codes[slot] !== code) slot = (slot + 1) % codes.length;
  return slot;
}

// IDs of a site differ in their last characters only; multiplied, each character reaches the high bits.
function scatter(code: number): number {
  const mixed = Math.imul((code % 2 ** 32) ^ Math.imul(Math.floor(code / 2 ** 32), 0x85eb_ca6b), 0x9e37_79b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
