import type { Clock } from "../../clock.js";

/** What reading a list of targets gives. */
export type Pulled<Item> =
  | { readonly is: "item"; readonly item: Item }
  | { readonly is: "end" }
  | { readonly is: "thrown"; readonly error: unknown };

/** How long a source may take for an item when nothing is to be started any more. */
const patienceMs = 1_000;

/** How long an async source may take for all that is left: a live one may never end. */
const allPatienceMs = 10_000;

/** Items that are read to name what was not started; beyond it, a source is taken for endless. */
const mostLeft = 1_000_000;

/** Reads any iterable, one item at a time and never ahead. */
export class TargetSource<Item> {
  readonly #iterator: Iterator<Item, unknown> | AsyncIterator<Item, unknown>;
  readonly #mayHang: boolean;
  #next: Promise<Pulled<Item>> | undefined;
  #end: "end" | "thrown" | undefined;

  /** @throws TypeError when it is no iterable. */
  constructor(targets: Iterable<Item> | AsyncIterable<Item>) {
    this.#mayHang = Symbol.asyncIterator in targets;
    this.#iterator = Symbol.asyncIterator in targets ? targets[Symbol.asyncIterator]() : targets[Symbol.iterator]();
  }

  /** Whether every item was read. */
  get isEnded(): boolean {
    return this.#end === "end";
  }

  /** The next item; the same one until {@link advance}. */
  peek(): Promise<Pulled<Item>> {
    this.#next ??= this.#pull();
    return this.#next;
  }

  /** Leaves the next item behind. */
  advance(): void {
    this.#next = undefined;
  }

  /** Reads what is left, gives up on a source that hangs or has no end, and closes it. */
  async *rest(clock: Clock): AsyncGenerator<Item, void> {
    const untilMs = this.#mayHang ? clock.now() + allPatienceMs : Infinity;
    for (let count = 0; count < mostLeft && this.#end === undefined; count += 1) {
      if (clock.now() >= untilMs) break;
      const pulled = await this.#peekInTime(clock);
      // A source that hangs is not to be closed either: a generator closes when it has given its item.
      if (pulled?.is !== "item") return;
      this.advance();
      yield pulled.item;
    }
    if (this.#end === undefined) await this.#iterator.return?.();
  }

  async #peekInTime(clock: Clock): Promise<Pulled<Item> | undefined> {
    if (!this.#mayHang) return await this.peek();
    const arrived = new AbortController();
    try {
      return await Promise.race([this.peek(), clock.sleep(patienceMs, arrived.signal).then(() => undefined)]);
    } finally {
      arrived.abort();
    }
  }

  async #pull(): Promise<Pulled<Item>> {
    try {
      const next = await this.#iterator.next();
      if (next.done !== true) return { is: "item", item: next.value };
      this.#end = "end";
      return { is: "end" };
    } catch (error) {
      this.#end = "thrown";
      return { is: "thrown", error };
    }
  }
}
