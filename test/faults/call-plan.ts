import { refusals, replacements } from "./responses.js";
import type { Random } from "./random.js";
import type { TcpFault } from "./tcp-proxy.js";
import type { TlsFault } from "./tls-proxy.js";

/** The operation that a call of the campaign runs. `missing` calls a method of a package that the site does not have. */
export type Operation = "refresh" | "confirm" | "wait" | "set source site" | "write" | "read" | "missing";

/** One call of the campaign: its operation, the proxy that it goes through, and the fault that the proxy applies. */
export interface CallPlan {
  readonly PackageID: string;
  readonly operation: Operation;
  /** Name of the row in the report to which this call is added. */
  readonly label: string;
  /** Timeout of the call. It is short if the fault can leave the call without a response. */
  readonly timeoutMs: number;
  /** When another administrator refreshes the same package, in milliseconds after the start of the call. */
  readonly otherRefreshAfterMs?: number;
  readonly route: TcpRoute | TlsRoute;
}

export interface TcpRoute {
  readonly proxy: "tcp";
  /** Number of the TCP proxy. Calls to the same proxy run one after the other. */
  readonly proxyNumber: number;
  readonly fault: TcpFault | undefined;
  /**
   * The idle connections before the call. `kept`: open; `dropped`: closed, and the client has noticed; `closing`: the proxy
   * closes them when the call starts.
   */
  readonly connection: "kept" | "dropped" | "closing";
}

export interface TlsRoute {
  readonly proxy: "tls";
  readonly fault: TlsFault | undefined;
}

const longMs = 10_000;
const shortMs = 120;

/** Plans the calls of a campaign. The same random numbers give the same calls. */
export function planCalls(calls: number, proxyCount: number, random: Random): CallPlan[] {
  return Array.from({ length: calls }, (_, index) => {
    const PackageID = `P01${index.toString(16).toUpperCase().padStart(5, "0")}`;
    const operation = random.pick<Operation>([
      ...(["refresh", "refresh", "refresh", "refresh", "confirm", "confirm", "wait", "wait"] as const),
      ...(["set source site", "set source site", "write", "read", "read", "missing"] as const),
    ]);
    const hasOther = (operation === "confirm" || operation === "wait") && random.below(2) === 0;
    const route = index % 2 === 0 ? tcpRoute(index, proxyCount, random) : tlsRoute(random);
    return {
      PackageID,
      operation,
      ...described(route),
      route,
      ...(hasOther && { otherRefreshAfterMs: random.below(80) }),
    };
  });
}

function tcpRoute(index: number, proxyCount: number, random: Random): TcpRoute {
  const proxyNumber = (index / 2) % proxyCount;
  const connection = random.pick(["kept", "kept", "dropped", "dropped", "closing"] as const);
  if (connection === "closing" || random.below(10) === 0)
    return { proxy: "tcp", proxyNumber, connection, fault: undefined };
  const name = random.pick(["cut", "cut", "reset", "reset", "stall", "delay", "delay", "drip", "refuse"] as const);
  const direction = random.pick(["request", "response"] as const);
  // Slightly more bytes than one call transfers: with the TLS handshake on a new connection, without it on a kept one.
  const maxBytes = { dropped: { request: 1100, response: 3300 }, kept: { request: 420, response: 560 } }[connection];
  // Half of the delays are longer than the call's timeout, so the site runs these calls after the library ended them.
  const delayMs = random.pick([5, 2 * shortMs] as const);
  return {
    proxy: "tcp",
    proxyNumber,
    connection,
    fault: { name, direction, afterBytes: random.below(maxBytes[direction]), delayMs },
  };
}

function tlsRoute(random: Random): TlsRoute {
  if (random.below(12) === 0) return { proxy: "tls", fault: undefined };
  const at = random.below(1000) / 1000;
  const name = random.pick([
    ...(["damage", "damage", "damage", "truncate", "truncate", "shorten", "repeat", "repeat apart"] as const),
    ...(["swallow", "cut request", "cut request", "replace", "replace", "replace", "respond instead"] as const),
    "respond instead",
  ] as const);
  if (name === "damage") return { proxy: "tls", fault: { name, at, bit: random.below(8) } };
  if (name === "replace") return { proxy: "tls", fault: { name, by: random.pick(namesOf(replacements)) } };
  if (name === "respond instead") return { proxy: "tls", fault: { name, by: random.pick(namesOf(refusals)) } };
  return { proxy: "tls", fault: { name, at } };
}

function namesOf<T extends object>(record: T): [keyof T, ...(keyof T)[]] {
  return Object.keys(record) as [keyof T, ...(keyof T)[]];
}

function described(route: TcpRoute | TlsRoute): Pick<CallPlan, "label" | "timeoutMs"> {
  const { fault } = route;
  if (route.proxy === "tcp" && route.connection === "closing")
    return { label: "TCP idle connection closed", timeoutMs: longMs };
  if (fault === undefined) return { label: `${route.proxy.toUpperCase()} none`, timeoutMs: longMs };
  const mayHang = fault.name === "stall" || fault.name === "swallow" || fault.name === "damage";
  const isLate = fault.name === "delay" && fault.delayMs > shortMs;
  const detail =
    "by" in fault ? `: ${fault.by}` : "direction" in fault ? ` ${isLate ? "long, " : ""}${fault.direction}` : "";
  return {
    label: `${route.proxy.toUpperCase()} ${fault.name}${detail}`,
    timeoutMs: mayHang || isLate ? shortMs : longMs,
  };
}
