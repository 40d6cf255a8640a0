import type { OperationInfo } from "../../../failure.js";
import { invalidArgument } from "../../../invalid-argument.js";
import { describeOperation } from "../../../operation-text.js";
import { fail, succeed, type Failed, type Result } from "../../../result.js";
import { Filter } from "../../filter.js";
import type { MethodCall, ObjectPath, ObjectQuery, WmiObject } from "../../transport.js";
import type { ServiceAddress } from "./base-url.js";
import { filterText, isName, isSendable, objectPath } from "./url-parts.js";
import { fromWmiObject, isPlain } from "./wmi-json.js";

/** A request to the service as plain data. It is complete before anything is sent. */
export interface ServiceRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  /** Path below `/AdminService` and query, for example `/wmi/SMS_Package('P0100012')`. */
  readonly pathAndQuery: string;
  /** The body as JSON text. */
  readonly body?: string;
  /** Media type of the response. Default: JSON. */
  readonly accept?: string;
}

/**
 * The request that changes an object. `"post-keyed"` (the default), `"put-keyed"` and `"patch-keyed"` name the object in
 * the URL. `"post-collection"` sends the key in the body: if the object was deleted, a site creates a new one. Each form
 * was seen in published client code.
 */
export type UpdateRequest = "post-keyed" | "put-keyed" | "patch-keyed" | "post-collection";

/**
 * Maximum number of characters of a path and query. By default, HTTP.sys refuses more than 16 KiB of request line and
 * headers (documented: MaxRequestBytes).
 */
const maxUrlLength = 12_000;

/**
 * Maximum number of characters of a link to the next page: the limit of HTTP.sys for a request line. It is above
 * `maxUrlLength`, because a site adds its own options to the query. The links of a query are kept until its end.
 */
const maxLinkLength = 16_384;

const orderByForm = /^\w+( (asc|desc))?(, ?\w+( (asc|desc))?)*$/;

/**
 * The rows that one request of a query asks for. Only a query with an order has ranges: without an order, they could
 * overlap.
 */
export interface PageRange {
  readonly skip: number;
  readonly count: number;
}

/** Reads one object: `GET wmi/SMS_X('KEY')`. */
export function getRequest(path: ObjectPath): Result<ServiceRequest> {
  const url = objectPath(path);
  return url.ok ? sized({ className: path.className }, "keys", { method: "GET", pathAndQuery: url.value }) : url;
}

/** Reads the metadata of the service: `GET wmi/$metadata`. */
export const metadataRequest: ServiceRequest = {
  method: "GET",
  pathAndQuery: "/wmi/$metadata",
  accept: "application/xml",
};

/** Reads the objects of a query, or a range of them: `GET wmi/SMS_X?$filter=...`. */
export function queryRequest(query: ObjectQuery, range?: PageRange): Result<ServiceRequest> {
  const { className, select, orderBy, where, top } = query;
  const operation = { className };
  if (!isName(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  if (where !== undefined && !Filter.isFilter(where)) {
    const requirement = "must be built with the where`...` template of this copy of the library";
    return invalidArgument(operation, "where", requirement);
  }
  const filter = where === undefined ? undefined : filterText(where);
  if (filter !== undefined && !isSendable(filter)) {
    return invalidArgument(operation, "where", "must not contain U+0000 or half of a surrogate pair");
  }
  if (select !== undefined && (!Array.isArray(select) || select.length === 0 || !select.every(isName))) {
    return invalidArgument(operation, "select", "must be a list of property names");
  }
  if (orderBy !== undefined && !(typeof orderBy === "string" && orderByForm.test(orderBy))) {
    return invalidArgument(operation, "orderBy", 'must be a property name, such as "Name" or "Name desc"');
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
  // Sites accept `$` unescaped and spaces as `%20` (seen). From release 2111 on, a site refuses form encoding (`+`, `%24`)
  // (seen).
  const search = options
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join("&");
  const pathAndQuery = `/wmi/${className}${search === "" ? "" : `?${search}`}`;
  return sized(operation, where === undefined ? "select" : "where", { method: "GET", pathAndQuery });
}

/**
 * Reads the next page by the site's link. The link must be below the address of the service, because the request carries a
 * credential.
 *
 * @param visited - links that were followed already; this function adds the new one
 */
export function linkRequest(
  { origin, basePath }: ServiceAddress,
  nextLink: string,
  visited: Set<string>,
  className: string,
): Result<ServiceRequest> {
  const base = `${origin}${basePath}/wmi/`;
  if (nextLink.length > maxLinkLength) return refusedLink(className, `has more than ${maxLinkLength} characters`);
  const url = URL.canParse(nextLink, base) ? new URL(nextLink, base) : undefined;
  // HTTP.sys ignores the case of its prefixes (documented), so a site can write the path in another case than `baseUrl`.
  const isBelow = url?.pathname.toLowerCase().startsWith(`${basePath}/`.toLowerCase()) === true;
  if (url?.origin === origin && isBelow && !visited.has(url.href)) {
    visited.add(url.href);
    return succeed({ method: "GET", pathAndQuery: `${url.pathname.slice(basePath.length)}${url.search}` });
  }
  return refusedLink(className, "leads to another address or to an earlier page");
}

function refusedLink(className: string, why: string): Failed {
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: `${describeOperation({ className })}: the link to the next page ${why}`,
    operation: { className },
  });
}

/**
 * Calls an instance method (`POST wmi/SMS_X('KEY')/AdminService.Method`) or a static method (`POST wmi/SMS_X.Method`). The
 * request always has a body, because a site refuses a POST without a length with 411 (seen).
 */
export function methodRequest(call: MethodCall): Result<ServiceRequest> {
  const { className, methodName, path, inParameters } = call;
  const operation = { className, methodName };
  if (!isName(className)) return invalidArgument(operation, "className", "must be the name of a WMI class");
  if (!isName(methodName)) return invalidArgument(operation, "methodName", "must be the name of a method");
  const written = bodyText(operation, "inParameters", inParameters ?? {});
  if (!written.ok) return written;
  const body = written.value;
  if (path === undefined) return succeed({ method: "POST", pathAndQuery: `/wmi/${className}.${methodName}`, body });

  if (path.className !== className) {
    return invalidArgument(operation, "path", `must name an object of ${className}, not of ${path.className}`);
  }
  const url = objectPath(path, operation);
  if (!url.ok) return url;
  return sized(operation, "keys", { method: "POST", pathAndQuery: `${url.value}/AdminService.${methodName}`, body });
}

/** The HTTP method of each form of update. */
export const updateMethods: Record<UpdateRequest, ServiceRequest["method"]> = {
  "post-keyed": "POST",
  "put-keyed": "PUT",
  "patch-keyed": "PATCH",
  "post-collection": "POST",
};

/** Changes the properties of one object that are in `changes`. */
export function writeRequest(path: ObjectPath, changes: WmiObject, form: UpdateRequest): Result<ServiceRequest> {
  const operation = { className: path.className };
  // A site accepts a key of several properties in a URL (seen). It returns 404 if such a key contains a backslash (seen),
  // so the key is then sent in the body.
  const keyed = objectPath(path);
  const isComposite = Object.keys(path.keys).length > 1;
  const isBody = form === "post-collection" || (isComposite && !keyed.ok);
  const url = isComposite ? objectPath(path, operation, isBody) : keyed;
  if (!url.ok) return url;
  if (!isPlain(changes)) return invalidArgument(operation, "changes", "must be a plain object with properties");
  const otherKey = Object.keys(changes).find((name) => namesAnother(path, name, changes[name]));
  if (otherKey !== undefined) {
    return invalidArgument(operation, otherKey, "is a key: it must be omitted, or have the value that it has in path");
  }
  // A site refuses a write with a null member or an empty array (seen).
  const unsendable = Object.entries(changes).find(([, value]) => value === null || isEmptyArray(value));
  if (unsendable !== undefined) {
    return invalidArgument(operation, unsendable[0], "must not be null or empty: sites refuse such a write");
  }
  const body = bodyText(operation, "changes", isBody ? { ...changes, ...path.keys } : changes);
  if (!body.ok) return body;
  if (isBody) return succeed({ method: "POST", pathAndQuery: `/wmi/${path.className}`, body: body.value });
  return sized(operation, "keys", { method: updateMethods[form], pathAndQuery: url.value, body: body.value });
}

/**
 * Whether a changed property is a key property whose value differs from the path. A site could then change the object with
 * that other key.
 */
function namesAnother({ keys }: ObjectPath, name: string, value: unknown): boolean {
  return Object.entries(keys).some(([key, own]) => {
    return key.toLowerCase() === name.toLowerCase() && String(own).toUpperCase() !== String(value).toUpperCase();
  });
}

function bodyText(operation: OperationInfo, parameter: string, object: WmiObject): Result<string> {
  try {
    return succeed(JSON.stringify(fromWmiObject(object)));
  } catch (error) {
    const why = error instanceof RangeError ? error.message : "a property cannot be read";
    return invalidArgument(operation, parameter, `cannot be sent: ${why}`);
  }
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function sized(operation: OperationInfo, parameter: string, request: ServiceRequest): Result<ServiceRequest> {
  if (request.pathAndQuery.length <= maxUrlLength) return succeed(request);
  const problem = `makes a URL of over ${maxUrlLength} characters: sites refuse such a request`;
  return invalidArgument(operation, parameter, problem);
}
