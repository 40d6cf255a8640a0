import { refusals, replacements } from "./answers.js";
import type { Dice } from "./dice.js";
import type { TcpFault } from "./tcp-proxy.js";
import type { TlsFault } from "./tls-proxy.js";

/** The operation of a call. `missing` calls a method of a package that the site does not have. */
export type Errand = "refresh" | "confirm" | "wait" | "set source site" | "write" | "read" | "missing";

/** One call of the campaign: the operation, the fault, and the place of the fault. */
export interface CallPlan {
  readonly PackageID: string;
  readonly errand: Errand;
  /** Row of the report. */
  readonly label: string;
  /** Short if the fault can leave the call without a response. */
  readonly timeoutMs: number;
  /** When another administrator refreshes the same package, in milliseconds after the start of the call. */
  readonly otherRefreshAfterMs?: number;
  readonly way: TcpWay | TlsWay;
}

export interface TcpWay {
  readonly proxy: "tcp";
  /** Number of the TCP proxy. The calls through one proxy run one after the other. */
  readonly lane: number;
  readonly fault: TcpFault | undefined;
  /** `dropped`: idle connections are closed, and the client has noticed; `closing`: they are closed when the call starts. */
  readonly connection: "kept" | "dropped" | "closing";
}

export interface TlsWay {
  readonly proxy: "tls";
  readonly fault: TlsFault | undefined;
}

const patientMs = 10_000;
const shortMs = 120;

/** The calls of a campaign: the same for the same random numbers. */
export function planCalls(calls: number, lanes: number, dice: Dice): CallPlan[] {
  return Array.from({ length: calls }, (_, index) => {
    const PackageID = `P01${index.toString(16).toUpperCase().padStart(5, "0")}`;
    const errand = dice.pick<Errand>([
      ...(["refresh", "refresh", "refresh", "refresh", "confirm", "confirm", "wait", "wait"] as const),
      ...(["set source site", "set source site", "write", "read", "read", "missing"] as const),
    ]);
    const hasOther = (errand === "confirm" || errand === "wait") && dice.below(2) === 0;
    const way = index % 2 === 0 ? tcpWay(index, lanes, dice) : tlsWay(dice);
    return { PackageID, errand, ...described(way), way, ...(hasOther && { otherRefreshAfterMs: dice.below(80) }) };
  });
}

function tcpWay(index: number, lanes: number, dice: Dice): TcpWay {
  const lane = (index / 2) % lanes;
  const connection = dice.pick(["kept", "kept", "dropped", "dropped", "closing"] as const);
  if (connection === "closing" || dice.below(10) === 0) return { proxy: "tcp", lane, connection, fault: undefined };
  const name = dice.pick(["cut", "cut", "reset", "reset", "stall", "delay", "delay", "drip", "refuse"] as const);
  const direction = dice.pick(["request", "answer"] as const);
  // A little more bytes than a call sends: handshake and request, or only the request.
  const most = { dropped: { request: 1100, answer: 3300 }, kept: { request: 420, answer: 560 } }[connection];
  // Half of the delays are longer than the call's timeout, so the site runs the call after the library ended it.
  const delayMs = dice.pick([5, 2 * shortMs] as const);
  return {
    proxy: "tcp",
    lane,
    connection,
    fault: { name, direction, afterBytes: dice.below(most[direction]), delayMs },
  };
}

function tlsWay(dice: Dice): TlsWay {
  if (dice.below(12) === 0) return { proxy: "tls", fault: undefined };
  const at = dice.below(1000) / 1000;
  const name = dice.pick([
    ...(["damage", "damage", "damage", "truncate", "truncate", "shorten", "repeat", "repeat apart"] as const),
    ...(["swallow", "cut request", "cut request", "replace", "replace", "replace", "answer instead"] as const),
    "answer instead",
  ] as const);
  if (name === "damage") return { proxy: "tls", fault: { name, at, bit: dice.below(8) } };
  if (name === "replace") return { proxy: "tls", fault: { name, by: dice.pick(namesOf(replacements)) } };
  if (name === "answer instead") return { proxy: "tls", fault: { name, by: dice.pick(namesOf(refusals)) } };
  return { proxy: "tls", fault: { name, at } };
}

function namesOf<T extends object>(record: T): [keyof T, ...(keyof T)[]] {
  return Object.keys(record) as [keyof T, ...(keyof T)[]];
}

function described(way: TcpWay | TlsWay): Pick<CallPlan, "label" | "timeoutMs"> {
  const { fault } = way;
  if (way.proxy === "tcp" && way.connection === "closing")
    return { label: "TCP idle connection closed", timeoutMs: patientMs };
  if (fault === undefined) return { label: `${way.proxy.toUpperCase()} none`, timeoutMs: patientMs };
  const mayHang = fault.name === "stall" || fault.name === "swallow" || fault.name === "damage";
  const isLate = fault.name === "delay" && fault.delayMs > shortMs;
  const detail =
    "by" in fault ? `: ${fault.by}` : "direction" in fault ? ` ${isLate ? "long, " : ""}${fault.direction}` : "";
  return {
    label: `${way.proxy.toUpperCase()} ${fault.name}${detail}`,
    timeoutMs: mayHang || isLate ? shortMs : patientMs,
  };
}
