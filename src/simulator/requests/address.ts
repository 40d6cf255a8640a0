import { noResource } from "../wire/refusal.js";

/** A key in a URL: one value, or values by name. */
export type Key = { readonly value: string } | { readonly values: ReadonlyMap<string, string> };

/** Target of a URL below `wmi/`. */
export type Address =
  | { readonly kind: "service-document" }
  | { readonly kind: "metadata" }
  | { readonly kind: "set"; readonly className: string }
  | { readonly kind: "count"; readonly className: string }
  | { readonly kind: "object"; readonly className: string; readonly key: Key }
  | { readonly kind: "static-method"; readonly className: string; readonly methodName: string }
  | { readonly kind: "instance-method"; readonly className: string; readonly key: Key; readonly methodName: string };

/** A URL of the AdminService, split at `wmi/`. */
export interface Entrance {
  /** URL of the `wmi` route, without a slash at the end. */
  readonly serviceRoot: string;
  /** Whether the path is of Windows authentication, of a token, or of a cloud management gateway. */
  readonly door: "windows" | "token" | "gateway";
  /** Path after `wmi/`, as sent. */
  readonly route: string;
  readonly query: string;
}

/** Splits a URL at `wmi/`. Returns `undefined` if the URL does not belong to the AdminService. */
export function entranceOf(url: string): Entrance | undefined {
  const [beforeFragment = ""] = url.split("#");
  const [location = "", ...queries] = beforeFragment.split("?");
  const pathStart = location.indexOf("/", location.indexOf("://") + "://".length);
  if (pathStart === -1) return undefined;
  const segments = location.slice(pathStart).split("/");
  const at = segments.findIndex((segment) => /^adminservice(_tokenauth)?$/iu.test(segment));
  const front = segments.slice(1, at);
  if (at === -1 || (at !== 1 && !isGateway(front))) return undefined;
  const [route, ...rest] = segments.slice(at + 1);
  if (route?.toLowerCase() !== "wmi") return undefined;
  const token = segments[at]?.toLowerCase().endsWith("_tokenauth") === true;
  const base = location.slice(0, pathStart) + segments.slice(0, at + 1).join("/");
  return {
    serviceRoot: `${base}/wmi`,
    door: at > 1 ? "gateway" : token ? "token" : "windows",
    route: rest.join("/"),
    query: queries.join("?"),
  };
}

/** Path of a cloud management gateway (CMG): one of two names, then 17 digits (seen). */
function isGateway(front: readonly string[]): boolean {
  const [name = "", id = "", ...more] = front;
  return more.length === 0 && /^ccm_proxy_(server|mutual)auth$/iu.test(name) && /^\d{17}$/u.test(id);
}

/**
 * Reads the path after `wmi/`: a class, a key in brackets or as a separate segment, a method.
 *
 * @throws Refusal (404) for any other path.
 */
export function addressOf(route: string, url: string): Address {
  const segments = route.split("/").map((segment) => decode(segment, url));
  if (segments.at(-1) === "") segments.pop();
  const [first = "", second, third, ...more] = segments;
  if (more.length > 0) throw noResource(url);
  if (first === "") return { kind: "service-document" };
  if (first === "$metadata" && second === undefined) return { kind: "metadata" };

  const bracket = first.indexOf("(");
  if (bracket !== -1) {
    const className = first.slice(0, bracket);
    const key = keyIn(first.slice(bracket), url);
    if (third !== undefined) throw noResource(url);
    return second === undefined ? { kind: "object", className, key } : instanceMethod(className, key, second, url);
  }
  if (second === undefined) {
    const dot = first.indexOf(".");
    if (dot === -1) return { kind: "set", className: first };
    return { kind: "static-method", className: first.slice(0, dot), methodName: first.slice(dot + 1) };
  }
  if (second === "$count" && third === undefined) return { kind: "count", className: first };
  const key = { value: second };
  return third === undefined ? { kind: "object", className: first, key } : instanceMethod(first, key, third, url);
}

/** The namespace before a bound method is the same for each class (seen). */
const methodNamespace = "AdminService.";

function instanceMethod(className: string, key: Key, segment: string, url: string): Address {
  if (!segment.startsWith(methodNamespace)) throw noResource(url);
  return { kind: "instance-method", className, key, methodName: segment.slice(methodNamespace.length) };
}

function decode(segment: string, url: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw noResource(url);
  }
}

/** Reads `('text')`, `(1)` and `(A='x',B=1)`. */
function keyIn(text: string, url: string): Key {
  if (!text.endsWith(")")) throw noResource(url);
  const parts = splitOutsideQuotes(text.slice(1, -1), ",");
  const [only = ""] = parts;
  if (parts.length === 1 && splitOutsideQuotes(only, "=").length === 1) return { value: literalIn(only, url) };
  const values = parts.map((part): [string, string] => {
    const [name = "", value, ...more] = splitOutsideQuotes(part, "=");
    if (value === undefined || more.length > 0) throw noResource(url);
    return [name.trim(), literalIn(value, url)];
  });
  return { values: new Map(values) };
}

function literalIn(text: string, url: string): string {
  const literal = text.trim();
  if (/^-?\d+$/u.test(literal)) return literal;
  if (!/^'(?:[^']|'')*'$/u.test(literal)) throw noResource(url);
  return literal.slice(1, -1).replaceAll("''", "'");
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let position = 0; position < text.length; position += 1) {
    if (text.charAt(position) === "'") quoted = !quoted;
    if (quoted || text.charAt(position) !== separator) continue;
    parts.push(text.slice(start, position));
    start = position + 1;
  }
  return [...parts, text.slice(start)];
}
