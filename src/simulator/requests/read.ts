import { allClasses, type ClassDefinition } from "../classes/catalog.js";
import { textOf, type JsonObject, type JsonValue } from "../values/json.js";
import { instancesOf } from "../provider/instances.js";
import { classFor, mayRead, requireRead, type ProviderRequest } from "../provider/sms-provider.js";
import { compileFilter } from "../query/filter.js";
import { queryOptions, type QueryOptions } from "../query/query-options.js";
import { noProperty, objectNotFound } from "../wire/refusal.js";
import { entity, type Instance } from "../wire/entity.js";
import { isSet, metadataXml } from "../wire/metadata.js";
import type { Key } from "./address.js";
import { jsonResponse, textResponse, type HttpResponse } from "../http/response.js";

/** Handles `GET wmi/`, which lists the entity sets. */
export function serviceDocument({ serviceRoot }: ProviderRequest): HttpResponse {
  const value = allClasses.filter(isSet).map(({ name }) => ({ name, kind: "EntitySet", url: name }));
  return jsonResponse(200, { "@odata.context": `${serviceRoot}/$metadata`, value });
}

/** Handles `GET wmi/$metadata`, which describes the classes and their methods. */
export function metadataDocument({ provider }: ProviderRequest): HttpResponse {
  return textResponse(200, "application/xml", metadataXml(provider.state.behavior.actionsMissing));
}

/** Handles `GET wmi/SMS_X`, which lists objects. They have no lazy properties, even if `$select` names these (seen). */
export function readSet(request: ProviderRequest, className: string): HttpResponse {
  const { provider } = request;
  const behavior = provider.state.behavior;
  const definition = classFor(request, className);
  const context = `${request.serviceRoot}/$metadata#${definition.name}`;
  if (!isReadable(request)) return jsonResponse(200, { "@odata.context": context, value: [] });
  const options = queryOptions(request.query, behavior.queryEncoding);
  const rows = matching(request, definition, options);
  const from = options.skip + options.skipToken;
  const to = options.top === undefined ? rows.length : Math.min(rows.length, options.skip + options.top);
  const pageEnd = behavior.paging === "none" ? to : Math.min(to, from + behavior.paging);
  const value = rows
    .slice(from, pageEnd)
    .map((row) => selected(entity(row, provider.state, behavior.lazyInLists), definition, options.select));
  const nextLink = pageEnd < to ? { "@odata.nextLink": pageLink(request, pageEnd - options.skip) } : {};
  return jsonResponse(200, { "@odata.context": context, value, ...nextLink });
}

/** Handles `GET wmi/SMS_X/$count`, which returns the number of objects as text. */
export function countSet(request: ProviderRequest, className: string): HttpResponse {
  const behavior = request.provider.state.behavior;
  const definition = classFor(request, className);
  const rows = isReadable(request)
    ? matching(request, definition, queryOptions(request.query, behavior.queryEncoding))
    : [];
  return textResponse(200, "text/plain", String(rows.length));
}

/** Handles `GET wmi/SMS_X('key')`, which returns one object with its lazy properties, in an array as for a list (seen). */
export function readObject(request: ProviderRequest, className: string, key: Key): HttpResponse {
  const { provider } = request;
  const behavior = provider.state.behavior;
  const definition = classFor(request, className);
  const context = `${request.serviceRoot}/$metadata#${definition.name}`;
  const instance = isReadable(request) ? findInstance(request, definition, key) : undefined;
  if (instance === undefined) {
    if (behavior.missingKey === 404 && mayRead(request.account)) throw objectNotFound();
    return jsonResponse(200, { "@odata.context": context, value: [] });
  }
  const { select } = queryOptions(request.query, behavior.queryEncoding);
  const found = selected(entity(instance, provider.state, "present"), definition, select);
  if (behavior.keyedGetEnvelope === "array") return jsonResponse(200, { "@odata.context": context, value: [found] });
  return jsonResponse(200, { "@odata.context": `${context}/$entity`, ...found });
}

/**
 * Whether the account is allowed to read. `false` only if `behavior.permission` is `empty-array`: the caller then returns
 * an empty array.
 *
 * @throws Refusal if the account is not allowed to read and `behavior.permission` is a status.
 */
function isReadable(request: ProviderRequest): boolean {
  if (request.provider.state.behavior.permission !== "empty-array") requireRead(request);
  return mayRead(request.account);
}

/**
 * Finds an object by its key.
 *
 * @throws Refusal (404) if the object does not exist or the account is not allowed to see it.
 */
export function requireInstance(request: ProviderRequest, definition: ClassDefinition, key: Key): Instance {
  const instance = findInstance(request, definition, key);
  if (instance === undefined) throw objectNotFound();
  return instance;
}

function findInstance(request: ProviderRequest, definition: ClassDefinition, key: Key): Instance | undefined {
  const values = keyValues(definition, key);
  if (values === undefined) return undefined;
  for (const instance of instancesOf(request, definition, values)) {
    const found = definition.keys.every(
      ({ name }) => textOf(instance.properties[name]).toLowerCase() === values.get(name)?.toLowerCase(),
    );
    if (found) return instance;
  }
  return undefined;
}

function keyValues(definition: ClassDefinition, key: Key): ReadonlyMap<string, string> | undefined {
  const names = definition.keys.map(({ name }) => name);
  if ("values" in key) return names.every((name) => key.values.has(name)) ? key.values : undefined;
  const [only] = names;
  return only !== undefined && names.length === 1 ? new Map([[only, key.value]]) : undefined;
}

function matching(request: ProviderRequest, definition: ClassDefinition, options: QueryOptions): Instance[] {
  for (const { name } of options.orderBy ?? []) requireProperty(definition, name);
  for (const name of options.select ?? []) requireProperty(definition, name);
  const { stringEqualityFilter } = request.provider.state.behavior;
  const filter =
    options.filter === undefined ? undefined : compileFilter(options.filter, definition, stringEqualityFilter);
  const rows: Instance[] = [];
  for (const instance of instancesOf(request, definition, filter?.equalities)) {
    if (filter === undefined || filter.matches(instance.properties)) rows.push(instance);
  }
  if (options.orderBy !== undefined) rows.sort(byOrder(options.orderBy));
  return rows;
}

function requireProperty(definition: ClassDefinition, name: string): void {
  if (!definition.propertiesByName.has(name) && !name.startsWith("__")) throw noProperty(name, definition.name);
}

/** Applies `$select`: the object keeps only the selected members, without its etag and system members (seen). */
function selected(row: JsonObject, definition: ClassDefinition, select: readonly string[] | undefined): JsonObject {
  if (select === undefined) return row;
  for (const name of select) requireProperty(definition, name);
  return Object.fromEntries(select.map((name) => [name, row[name] ?? null]));
}

function byOrder(order: NonNullable<QueryOptions["orderBy"]>): (a: Instance, b: Instance) => number {
  return (a, b) => {
    for (const { name, descending } of order) {
      const difference = compare(a.properties[name] ?? null, b.properties[name] ?? null);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  };
}

function compare(a: JsonValue, b: JsonValue): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [textOf(a).toLowerCase(), textOf(b).toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function pageLink(request: ProviderRequest, skipToken: number): string {
  const [path = ""] = request.url.split("?");
  const others = request.query.split("&").filter((part) => part !== "" && !part.startsWith("$skiptoken="));
  return `${path}?${[...others, `$skiptoken=${skipToken}`].join("&")}`;
}
