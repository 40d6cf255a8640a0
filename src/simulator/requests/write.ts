import { isPackageClass, type ClassDefinition } from "../classes/catalog.js";
import { textOf, type JsonObject, type JsonValue } from "../values/json.js";
import { createPackage, nextPackageID, objectVersion } from "../state/create-package.js";
import { Refusal, cannotConvert, noProperty, noResource, notServed, objectNotFound } from "../wire/refusal.js";
import { classFor, requireChange, type Visit } from "../provider/sms-provider.js";
import { findRecord, type PackageRecord } from "../state/state.js";
import { edmType } from "../wire/edm.js";
import { completeEntity, type Instance } from "../wire/entity.js";
import { checked } from "../wire/check-value.js";
import { bodyObject } from "../wire/in-parameters.js";
import type { Key } from "./address.js";
import { emptyAnswer, jsonAnswer, type HttpAnswer } from "../http/answer.js";
import { findInstance } from "./read.js";

/** `POST wmi/SMS_X`: the provider's Put, which updates where the key in the body exists and creates otherwise (seen). */
export function putToSet(visit: Visit, className: string): HttpAnswer {
  const definition = writable(visit, className);
  const changes = changesIn(visit.body, definition);
  const key = keyIn(definition, changes);
  if (key === undefined) return created(visit, definition, create(visit, definition, changes));
  const instance = findInstance(visit, definition, key);
  if (instance === undefined) throw objectNotFound();
  apply(visit, instance, changes);
  return created(visit, definition, instance);
}

/** `PUT` and `POST wmi/SMS_X('key')`: merges the changes (PUT as seen in public code). */
export function putToObject(visit: Visit, className: string, key: Key, status: 200 | 201): HttpAnswer {
  const definition = writable(visit, className);
  const changes = changesIn(visit.body, definition);
  const instance = findInstance(visit, definition, key);
  if (instance === undefined) throw objectNotFound();
  apply(visit, instance, changes);
  return created(visit, definition, instance, status);
}

/** `DELETE wmi/SMS_X('key')`. */
export function deleteObject(visit: Visit, className: string, key: Key): HttpAnswer {
  const definition = writable(visit, className);
  const instance = findInstance(visit, definition, key);
  if (instance === undefined) throw objectNotFound();
  if (!isPackageClass(instance.definition)) throw noResource(visit.url);
  visit.provider.locks.requireFree(instance, visit.account.name);
  visit.provider.state.packages.delete(textOf(instance.properties["PackageID"]));
  return emptyAnswer(204);
}

function writable(visit: Visit, className: string): ClassDefinition {
  const definition = classFor(visit, className);
  requireChange(visit, definition);
  return definition;
}

function changesIn(body: string, definition: ClassDefinition): JsonObject {
  const changes: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(bodyObject(body))) {
    if (name.startsWith("@") || name.startsWith("__")) continue;
    const property = definition.propertiesByName.get(name);
    if (property === undefined) throw noProperty(name, definition.name);
    // Null and empty array members make such a call fail (seen in public code).
    if (value === null || (Array.isArray(value) && value.length === 0)) throw cannotConvert(value, edmType(property));
    changes[name] = checked(value, property);
  }
  return changes;
}

function keyIn(definition: ClassDefinition, changes: JsonObject): Key | undefined {
  const values = definition.keys.map(({ name }): [string, string] => [name, textOf(changes[name])]);
  return values.every(([, value]) => value !== "") ? { values: new Map(values) } : undefined;
}

function create(visit: Visit, definition: ClassDefinition, changes: JsonObject): PackageRecord {
  const { state, clock } = visit.provider;
  if (!isPackageClass(definition) || definition.abstract) throw noResource(visit.url);
  if (changes["Name"] === undefined) throw notServed("The property 'Name' is required. Error: 0x40480715");
  const record = createPackage(
    state,
    definition.name,
    nextPackageID(state),
    settable(definition, changes),
    clock.now(),
  );
  state.packages.set(record.PackageID, record);
  return record;
}

function apply(visit: Visit, instance: Instance, changes: JsonObject): void {
  const { provider } = visit;
  if (isPackageClass(instance.definition)) {
    const record = findRecord(provider.state, textOf(instance.properties["PackageID"]));
    if (record !== undefined) change(visit, record, changes);
    return;
  }
  if (instance.definition.name !== "SMS_DistributionPoint") throw noResource(visit.url);
  const record = findRecord(provider.state, textOf(instance.properties["PackageID"]));
  const copy = record?.copies.get(textOf(instance.properties["ServerNALPath"]));
  if (record !== undefined && copy !== undefined && changes["RefreshNow"] === true) {
    provider.distribution.redistribute(record, copy);
  }
}

function change(visit: Visit, record: PackageRecord, changes: JsonObject): void {
  const { provider, account } = visit;
  provider.locks.requireFree(record, account.name);
  const version = changes["SedoObjectVersion"];
  if (version !== undefined && version !== record.properties["SedoObjectVersion"]) {
    throw new Refusal(
      500,
      "The object was changed since it was read: SedoObjectVersion does not match. Error: 0x40480715",
    );
  }
  Object.assign(record.properties, settable(record.definition, changes), { SedoObjectVersion: objectVersion() });
  // Another way to ask for a refresh; it always reads false (documented).
  if (changes["RefreshPkgSourceFlag"] === true) provider.distribution.refresh(record);
}

/** What a client may set: the provider computes the rest itself and ignores what it is sent (inferred). */
function settable(definition: ClassDefinition, changes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([name]) => definition.propertiesByName.get(name)?.read === false && name !== "RefreshPkgSourceFlag",
    ),
  );
}

/** A write answers with the bare object, lazy members included (seen). */
function created(visit: Visit, definition: ClassDefinition, instance: Instance, status = 201): HttpAnswer {
  const context = `${visit.serviceRoot}/$metadata#${definition.name}/$entity`;
  const error = visit.provider.behavior().errorInSuccess ? { error: { code: "500", message: "Generic failure" } } : {};
  return jsonAnswer(status, {
    "@odata.context": context,
    ...error,
    ...completeEntity(instance, visit.provider.state),
  });
}
