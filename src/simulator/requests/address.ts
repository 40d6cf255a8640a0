import { noResource } from "../wire/refusal.js";

/** The key of an object in a URL: one value, or several values by property name. */
export type Key = { readonly value: string } | { readonly values: ReadonlyMap<string, string> };

/** What a URL below `wmi/` addresses. */
export type Address =
  | { readonly kind: "service-document" }
  | { readonly kind: "metadata" }
  | { readonly kind: "set"; readonly className: string }
  | { readonly kind: "count"; readonly className: string }
  | { readonly kind: "object"; readonly className: string; readonly key: Key }
  | { readonly kind: "static-method"; readonly className: string; readonly methodName: string }
  | { readonly kind: "instance-method"; readonly className: string; readonly key: Key; readonly methodName: string };

/** A URL of the AdminService, split into the parts before and after `wmi/`. */
export interface ServiceUrl {
  /** URL of the `wmi` route, without a slash at the end. */
  readonly serviceRoot: string;
  /** `windows`: `/AdminService`; `token`: `/AdminService_TokenAuth`; `gateway`: a path of a cloud management gateway. */
  readonly entryPoint: "windows" | "token" | "gateway";
  /** Path after `wmi/`, not decoded. */
  readonly route: string;
  readonly query: string;
}

/** Splits a URL at `wmi/`. Returns `undefined` if the URL does not belong to the AdminService. */
export function serviceUrlOf(url: string): ServiceUrl | undefined {
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
    entryPoint: at > 1 ? "gateway" : token ? "token" : "windows",
    route: rest.join("/"),
    query: queries.join("?"),
  };
}

/** Whether a path is of a cloud management gateway (CMG): one of two names, then a segment of 17 digits (seen). */
function isGateway(front: readonly string[]): boolean {
  const [name = "", id = "", ...more] = front;
  return more.length === 0 && /^ccm_proxy_(server|mutual)auth$/iu.test(name) && /^\d{17}$/u.test(id);
}

/**
 * Reads the path after `wmi/`: a class, then a key (in brackets or as a separate segment) or a method, or both.
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

/** Namespace before the name of an instance method. It is the same for each class (seen). */
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

/** Reads a key in brackets: `('text')`, `(1)` or `(A='x',B=1)`. */
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
