import { isPackageClass, type ClassDefinition } from "../classes/catalog.js";
import { textOf, type JsonObject, type JsonValue } from "../values/json.js";
import { createPackage, nextPackageID, objectVersion } from "../state/create-package.js";
import { Refusal, cannotConvert, noProperty, noResource, status404 } from "../wire/refusal.js";
import { classFor, requireChange, type ProviderRequest } from "../provider/sms-provider.js";
import { findRecord, type PackageRecord } from "../state/state.js";
import { edmType, checked } from "../wire/value-types.js";
import { entity, type Instance } from "../wire/entity.js";
import { bodyObject } from "../wire/in-parameters.js";
import type { Key } from "./address.js";
import { emptyResponse, jsonResponse, type HttpResponse } from "../http/response.js";
import { requireInstance } from "./read.js";

/** Handles `POST wmi/SMS_X`: updates the object if the body has a key, otherwise creates an object (seen). */
export function putToSet(request: ProviderRequest, className: string): HttpResponse {
  const definition = writable(request, className);
  const changes = changesIn(request.body, definition);
  const key = keyIn(definition, changes);
  if (key === undefined) return writeResponse(request, definition, createFrom(request, definition, changes), 201);
  return update(request, definition, key, changes, 201);
}

/**
 * Handles PUT, POST and PATCH of `wmi/SMS_X('key')`: changes only the properties in the body (PUT: seen in public code).
 */
export function putToObject(request: ProviderRequest, className: string, key: Key, status: 200 | 201): HttpResponse {
  const definition = writable(request, className);
  return update(request, definition, key, changesIn(request.body, definition), status);
}

function update(
  request: ProviderRequest,
  definition: ClassDefinition,
  key: Key,
  changes: JsonObject,
  status: 200 | 201,
): HttpResponse {
  const instance = requireInstance(request, definition, key);
  applyChanges(request, instance, changes);
  return writeResponse(request, definition, instance, status);
}

/** Handles `DELETE wmi/SMS_X('key')`, which deletes a package. */
export function deleteObject(request: ProviderRequest, className: string, key: Key): HttpResponse {
  const definition = writable(request, className);
  const instance = requireInstance(request, definition, key);
  if (!isPackageClass(instance.definition)) throw noResource(request.url);
  request.provider.locks.requireFree(instance, request.account.name);
  request.provider.state.packages.delete(textOf(instance.properties["PackageID"]));
  return emptyResponse(204);
}

function writable(request: ProviderRequest, className: string): ClassDefinition {
  const definition = classFor(request, className);
  requireChange(request, definition);
  return definition;
}

function changesIn(body: string, definition: ClassDefinition): JsonObject {
  const changes: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(bodyObject(body))) {
    if (name.startsWith("@") || name.startsWith("__")) continue;
    const property = definition.propertiesByName.get(name);
    if (property === undefined) throw noProperty(name, definition.name);
    // A real site refuses a body that has a member with null or an empty array (seen in public code).
    if (value === null || (Array.isArray(value) && value.length === 0)) throw cannotConvert(value, edmType(property));
    changes[name] = checked(value, property);
  }
  return changes;
}

function keyIn(definition: ClassDefinition, changes: JsonObject): Key | undefined {
  const values = definition.keys.map(({ name }): [string, string] => [name, textOf(changes[name])]);
  return values.every(([, value]) => value !== "") ? { values: new Map(values) } : undefined;
}

function createFrom(request: ProviderRequest, definition: ClassDefinition, changes: JsonObject): PackageRecord {
  const { state } = request.provider;
  if (!isPackageClass(definition) || definition.abstract) throw noResource(request.url);
  if (changes["Name"] === undefined) throw status404("The property 'Name' is required. Error: 0x40480715");
  const record = createPackage(state, definition.name, nextPackageID(state), settable(definition, changes));
  state.packages.set(record.PackageID, record);
  return record;
}

function applyChanges(request: ProviderRequest, instance: Instance, changes: JsonObject): void {
  const { provider } = request;
  const record = findRecord(provider.state, textOf(instance.properties["PackageID"]));
  if (record !== undefined && isPackageClass(instance.definition)) {
    changePackage(request, record, changes);
    return;
  }
  if (instance.definition.name !== "SMS_DistributionPoint") throw noResource(request.url);
  const copy = record?.copies.get(textOf(instance.properties["ServerNALPath"]));
  if (record !== undefined && copy !== undefined && changes["RefreshNow"] === true) {
    provider.distribution.redistribute(record, copy);
  }
}

function changePackage(request: ProviderRequest, record: PackageRecord, changes: JsonObject): void {
  const { provider, account } = request;
  provider.locks.requireFree(record, account.name);
  const version = changes["SedoObjectVersion"];
  if (version !== undefined && version !== record.properties["SedoObjectVersion"]) {
    throw new Refusal(
      500,
      "The object was changed since it was read: SedoObjectVersion does not match. Error: 0x40480715",
    );
  }
  Object.assign(record.properties, settable(record.definition, changes), { SedoObjectVersion: objectVersion() });
  // A client that writes true starts a refresh. A read of the property always returns false (documented).
  if (changes["RefreshPkgSourceFlag"] === true) provider.distribution.refresh(record);
}

/** Removes `RefreshPkgSourceFlag` and read-only properties. The SMS Provider ignores read-only properties (inferred). */
function settable(definition: ClassDefinition, changes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([name]) => definition.propertiesByName.get(name)?.read === false && name !== "RefreshPkgSourceFlag",
    ),
  );
}

/** Makes the response to a write: the object with its lazy properties, not in an array (seen). */
function writeResponse(
  request: ProviderRequest,
  definition: ClassDefinition,
  instance: Instance,
  status: 200 | 201,
): HttpResponse {
  const context = `${request.serviceRoot}/$metadata#${definition.name}/$entity`;
  const error = request.provider.state.behavior.errorInSuccess
    ? { error: { code: "500", message: "Generic failure" } }
    : {};
  return jsonResponse(status, {
    "@odata.context": context,
    ...error,
    ...entity(instance, request.provider.state, "present"),
  });
}
