import type { OperationInfo } from "../../../failure.js";
import { invalidArgument } from "../../../invalid-argument.js";
import { fail, succeed, type Result } from "../../../result.js";
import { Filter } from "../../filter.js";
import type { MethodCall, ObjectPath, ObjectQuery, WmiObject } from "../../transport.js";
import type { ServiceAddress } from "./base-url.js";
import { filterText } from "./filter-text.js";
import { fromWmiObject } from "./wmi-json.js";

/** A request without what belongs to the connection: pure data, made before anything is sent. */
export interface ServiceRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  /** Path below the service's own, and query: `/wmi/SMS_Package('P0100012')`. */
  readonly pathAndQuery: string;
  /** JSON text. */
  readonly body?: string;
  /** Media type of the answer, where it is not JSON. */
  readonly accept?: string;
}

/**
 * How a changed object is sent. `"post-keyed"` (the default) and `"put-keyed"` name it in the URL; `"post-set"` by the
 * key in the body, which on a site makes a new object where the old one is gone. Each was seen in published client code.
 */
export type UpdateForm = "post-keyed" | "put-keyed" | "patch-keyed" | "post-set";

/** HTTP.sys refuses more than 16 KiB of request line and headers by default (documented: MaxRequestBytes). */
const maxUrlLength = 12_000;

const nameForm = /^[A-Za-z_]\w{0,200}$/;

/** A page of a query that has an order; without one, the site is asked for everything at once. */
export interface PageRange {
  readonly skip: number;
  readonly count: number;
}

/** `GET wmi/SMS_X('KEY')` */
export function getRequest(path: ObjectPath): Result<ServiceRequest> {
  const url = keyedPath(path);
  return url.ok ? sized({ className: path.className }, "keys", { method: "GET", pathAndQuery: url.value }) : url;
}

/** `GET wmi/$metadata` */
export const metadataRequest: ServiceRequest = {
  method: "GET",
  pathAndQuery: "/wmi/$metadata",
  accept: "application/xml",
};

/** `GET wmi/SMS_X?$filter=...` */
export function queryRequest(query: ObjectQuery, range?: PageRange): Result<ServiceRequest> {
  const { className, select, orderBy, where, top } = query;
  const operation = { className };
  if (!nameForm.test(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  if (where !== undefined && !Filter.isFilter(where)) {
    return invalidArgument(
      operation,
      "where",
      "must be made with the where`...` template, which quotes its values, and by this same copy of the library",
    );
  }
  const filter = where === undefined ? undefined : filterText(where);
  if (filter !== undefined && !isSendable(filter)) {
    return invalidArgument(operation, "where", "must not hold U+0000 or half a surrogate pair");
  }
  if (select !== undefined && (select.length === 0 || !select.every((name) => nameForm.test(name)))) {
    return invalidArgument(operation, "select", "must be a list of property names");
  }
  if (orderBy !== undefined && !/^\w+( (asc|desc))?(, ?\w+( (asc|desc))?)*$/.test(orderBy)) {
    return invalidArgument(operation, "orderBy", 'must be a property name, or a name and " desc"');
  }
  if (top !== undefined && !(Number.isSafeInteger(top) && top >= 0)) {
    return invalidArgument(operation, "top", "must be a whole number, 0 or more");
  }

  const options = [
    ["$filter", filter],
    ["$select", select?.join(",")],
    ["$orderby", orderBy],
    ["$top", range === undefined ? top : range.count],
    ["$skip", range === undefined || range.skip === 0 ? undefined : range.skip],
  ] as const;
  // Seen: `$` literal and spaces as %20; form encoding (`+`, `%24`) is refused from 2111 on.
  const search = options
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join("&");
  const pathAndQuery = `/wmi/${className}${search === "" ? "" : `?${search}`}`;
  return sized(operation, where === undefined ? "select" : "where", { method: "GET", pathAndQuery });
}

/**
 * The next page, by the link that the site gave. Only below the service's own address: a link must not lead a credential
 * anywhere else.
 *
 * @param visited - links that were followed already; gets this one
 */
export function linkRequest(
  { origin, basePath }: ServiceAddress,
  nextLink: string,
  visited: Set<string>,
  className: string,
): Result<ServiceRequest> {
  const base = `${origin}${basePath}/wmi/`;
  const url = URL.canParse(nextLink, base) ? new URL(nextLink, base) : undefined;
  // HTTP.sys knows no case in its prefixes (documented): a site writes its own spelling, whatever the caller's was.
  const isBelow = url?.pathname.toLowerCase().startsWith(`${basePath}/`.toLowerCase()) === true;
  if (url?.origin === origin && isBelow && !visited.has(url.href)) {
    visited.add(url.href);
    return succeed({ method: "GET", pathAndQuery: `${url.pathname.slice(basePath.length)}${url.search}` });
  }
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: "The site's link to the next page leads elsewhere, or in a circle; it was not followed",
    operation: { className },
  });
}

/**
 * Instance methods `POST wmi/SMS_X('KEY')/AdminService.Method`, static ones `POST wmi/SMS_X.Method`. Always with a body:
 * a POST without a length is refused with 411 (seen).
 */
export function methodRequest(call: MethodCall): Result<ServiceRequest> {
  const { className, methodName, path, inParameters } = call;
  const operation = { className, methodName };
  if (!nameForm.test(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  if (!nameForm.test(methodName)) return invalidArgument(operation, "methodName", "must be the name of a method");
  const written = bodyText(operation, "inParameters", inParameters ?? {});
  if (!written.ok) return written;
  const body = written.value;
  if (path === undefined) return succeed({ method: "POST", pathAndQuery: `/wmi/${className}.${methodName}`, body });

  if (path.className !== className) {
    return invalidArgument(operation, "path", `must name an object of ${className}, not of ${path.className}`);
  }
  const url = keyedPath(path, methodName);
  if (!url.ok) return url;
  return sized(operation, "keys", { method: "POST", pathAndQuery: `${url.value}/AdminService.${methodName}`, body });
}

/** A write of some properties of one object. */
export function updateRequest(path: ObjectPath, changes: WmiObject, form: UpdateForm): Result<ServiceRequest> {
  // A composite key in a URL was never seen, and a NAL path could not stand there: sites answer a backslash with 404.
  const operation = { className: path.className };
  const isComposite = Object.keys(path.keys).length > 1;
  const url = isComposite ? setPath(path) : keyedPath(path);
  if (!url.ok) return url;
  // Seen: null members and empty arrays make a write fail.
  const unsendable = Object.entries(changes).find(([, value]) => value === null || isEmptyArray(value));
  if (unsendable !== undefined) {
    return invalidArgument(operation, unsendable[0], "can't be null or empty: sites refuse that");
  }
  const isPostSet = form === "post-set" || isComposite;
  const body = bodyText(operation, "changes", isPostSet ? { ...changes, ...path.keys } : changes);
  if (!body.ok) return body;
  if (isPostSet) return succeed({ method: "POST", pathAndQuery: `/wmi/${path.className}`, body: body.value });
  const method = { "post-keyed": "POST", "put-keyed": "PUT", "patch-keyed": "PATCH" } as const;
  return sized(operation, "keys", { method: method[form], pathAndQuery: url.value, body: body.value });
}

function bodyText(operation: OperationInfo, parameter: string, object: WmiObject): Result<string> {
  try {
    return succeed(JSON.stringify(fromWmiObject(object)));
  } catch (error) {
    if (error instanceof RangeError)
      return invalidArgument(operation, parameter, `can't be sent: it is ${error.message}`);
    throw error;
  }
}

/** A set, for an object whose keys stand in the body. */
function setPath({ className, keys }: ObjectPath): Result<string> {
  const operation = { className };
  if (!nameForm.test(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  for (const [name, key] of Object.entries<unknown>(keys)) {
    if (!nameForm.test(name)) return invalidArgument(operation, "keys", "must be named by key properties");
    const isKey = typeof key === "string" ? key !== "" && isSendable(key) : Number.isSafeInteger(key);
    if (!isKey)
      return invalidArgument(operation, name, "must be a whole number, or text without U+0000 and half surrogates");
  }
  return succeed(`/wmi/${className}`);
}

function keyedPath(path: ObjectPath, methodName?: string): Result<string> {
  const { className, keys } = path;
  const operation = { className, ...(methodName !== undefined && { methodName }) };
  if (!nameForm.test(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  const entries = Object.entries(keys);
  const [first] = entries;
  if (first === undefined) return invalidArgument(operation, "keys", "must hold the value of each key property");

  const literals: string[] = [];
  for (const [name, key] of entries) {
    if (!nameForm.test(name)) return invalidArgument(operation, "keys", "must be named by key properties");
    const literal = keyLiteral(key);
    if (literal === undefined) {
      const requirement =
        "must be a whole number, or text without / and \\ (sites answer those with 404) and control characters";
      return invalidArgument(operation, name, requirement);
    }
    literals.push(entries.length === 1 ? literal : `${name}=${literal}`);
  }
  return succeed(`/wmi/${className}(${literals.join(",")})`);
}

function keyLiteral(key: unknown): string | undefined {
  if (typeof key === "number") return Number.isSafeInteger(key) ? String(key) : undefined;
  if (typeof key !== "string" || key === "" || /[/\\\p{Cc}]/u.test(key) || !isSendable(key)) return undefined;
  return `'${encodeURIComponent(key.replaceAll("'", "''"))}'`;
}

function isSendable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function sized(operation: OperationInfo, parameter: string, request: ServiceRequest): Result<ServiceRequest> {
  if (request.pathAndQuery.length <= maxUrlLength) return succeed(request);
  return invalidArgument(operation, parameter, `makes a URL of over ${maxUrlLength} characters, which sites refuse`);
}
