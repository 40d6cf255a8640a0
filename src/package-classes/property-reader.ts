import * as z from "zod";
import type { WmiObject, WmiValue } from "../transport/transport.js";
import { isNever, readDateTime } from "../wmi/cim-values.js";
import type { Properties, Property } from "./property.js";

/** Reads one value: `undefined` where there is none, or {@link unreadable}. */
type Reader = (value: WmiValue) => unknown;

const unreadable = Symbol("unreadable");

/** What reading a row gives: the members of an object of the class, or the first property whose value does not fit. */
export type ReadRow = { readonly members: object } | { readonly misfit: string };

/** What is done with rows that have the same members in the same order, as all those of a list. */
interface Plan {
  readonly sent: readonly string[];
  readonly steps: readonly Step[];
  /** Members that the class does not have. */
  readonly additional: readonly string[];
  /** Objects to be filled, by the properties that have no value in a row: not every package has every date. */
  readonly blanks: Map<string, Blank>;
  /** That of the last row; likely that of the next. */
  last: { readonly missing: string; readonly blank: Blank };
}

type Blank = () => Record<string, unknown>;

interface Step {
  readonly sent: string;
  readonly name: string;
  readonly read: Reader;
}

/**
 * Reads rows of a class. Most values are what they shall become and are only checked; the schema decodes the others. So
 * a long list costs little more than parsing its text.
 */
export class PropertyReader {
  readonly #className: string;
  readonly #readers: ReadonlyMap<string, Reader | undefined>;
  readonly #spellings: ReadonlyMap<string, string>;
  #plan: Plan = planOf([], [], []);

  /**
   * @param className - becomes a member of what is read
   * @param properties - of the class
   * @param withLazy - false for rows of a list, where a lazy property is not what the object has
   */
  constructor(className: string, properties: Properties, withLazy: boolean) {
    this.#className = className;
    const entries = Object.entries(properties);
    this.#readers = new Map(
      entries.map(([name, property]) => [name, property.wmi.lazy && !withLazy ? undefined : readerOf(property)]),
    );
    this.#spellings = new Map(entries.map(([name]) => [name.toLowerCase(), name]));
  }

  /** The properties of a row, `className`, and in `additionalProperties` what the class does not have. */
  read(row: WmiObject): ReadRow {
    const sent = Object.keys(row);
    if (!isSameNames(sent, this.#plan.sent)) this.#plan = this.#planOf(row, sent);
    const plan = this.#plan;

    const members = plan.last.blank();
    let missing = "";
    for (const { sent, name, read } of plan.steps) {
      const value = row[sent];
      const found = value === null || value === undefined ? value : read(value);
      if (found === unreadable) return { misfit: name };
      if (found === undefined) missing += ` ${name}`;
      else members[name] = found;
    }
    members["className"] = this.#className;
    members["additionalProperties"] = Object.fromEntries(plan.additional.map((name) => [name, row[name]]));
    if (missing === plan.last.missing) return { members };

    const blank = plan.blanks.get(missing) ?? blankFor(plan.steps, missing);
    plan.blanks.set(missing, blank);
    plan.last = { missing, blank };
    const others = blank();
    for (const name of Object.keys(others)) others[name] = members[name];
    return { members: others };
  }

  #planOf(row: WmiObject, sent: readonly string[]): Plan {
    const steps: Step[] = [];
    const additional: string[] = [];
    for (const member of sent) {
      const name = this.#respelled(member, row);
      const read = this.#readers.get(name);
      const isTwice = steps.some((step) => step.name === name);
      if (read !== undefined && !isTwice) steps.push({ sent: member, name, read });
      else if ((isTwice || !this.#readers.has(name)) && !name.startsWith("__")) additional.push(member);
    }
    return planOf(sent, steps, additional);
  }

  // A site may spell a name in another case. A property that is there in its own spelling comes first.
  #respelled(sent: string, row: WmiObject): string {
    if (this.#readers.has(sent)) return sent;
    const name = this.#spellings.get(sent.toLowerCase());
    return name === undefined || Object.hasOwn(row, name) ? sent : name;
  }
}

function planOf(sent: readonly string[], steps: readonly Step[], additional: readonly string[]): Plan {
  return { sent, steps, additional, blanks: new Map(), last: { missing: "", blank: blankFor(steps, "") } };
}

// Filled name by name, an object of so many members would become a hash table, which takes twice as long to make
// (measured). What structuredClone makes is none, nor are copies of it.
function blankFor(steps: readonly Step[], missing: string): Blank {
  const without = new Set(missing.split(" "));
  const found = steps.map(({ name }) => name).filter((name) => !without.has(name));
  const template = structuredClone(
    Object.fromEntries(["className", "additionalProperties", ...found].map((name) => [name, null])),
  );
  return () => ({ ...template });
}

function isSameNames(names: readonly string[], others: readonly string[]): boolean {
  if (names.length !== others.length) return false;
  let index = 0;
  for (const name of names) {
    if (name !== others[index]) return false;
    index += 1;
  }
  return true;
}

function readerOf(property: Property): Reader {
  const { cimType, array } = property.wmi;
  const plain = plainReaders[array ? `${cimType}[]` : cimType];
  let compiled: z.ZodType | undefined;
  const decode = (value: WmiValue) => {
    compiled ??= z.compile(property);
    const parsed = compiled.safeParse(value);
    return parsed.success ? parsed.data : unreadable;
  };
  return plain?.(decode) ?? decode;
}

/** Readers of values that decoding would give back as they are, or that lists have tens of thousands of. */
const plainReaders: Readonly<Record<string, (decode: Reader) => Reader>> = {
  String: (decode) => (value) => (typeof value === "string" ? value : decode(value)),
  "String[]": (decode) => (value) => (Array.isArray(value) && value.every(isText) ? value : decode(value)),
  Boolean: (decode) => (value) => (typeof value === "boolean" ? value : decode(value)),
  UInt32: (decode) => (value) => (typeof value === "number" && value >>> 0 === value ? value : decode(value)),
  SInt32: (decode) => (value) => (typeof value === "number" && (value | 0) === value ? value : decode(value)),
  DateTime: () => (value) => {
    if (typeof value !== "string") return unreadable;
    return isNever(value) ? undefined : (readDateTime(value) ?? unreadable);
  },
};

function isText(value: unknown): boolean {
  return typeof value === "string";
}
