import { isDeepStrictEqual } from "node:util";
import type { Failure, OperationInfo } from "../../failure.js";
import { invalidArgument } from "../../invalid-argument.js";
import { describeOperation } from "../../operation-text.js";
import { fail, succeed, type Result } from "../../result.js";
import type { CallOptions, Transport, WmiValue } from "../../transport/transport.js";
import type { PackageConstructor, PackageObject } from "./package-object.js";
import type { Property } from "./property.js";
import { readByKey } from "./reading.js";
import { rowSchemaOf, type RowSchema } from "./row-schema.js";

/** Result of an `update` that succeeded: the site has written the changes. */
export interface Updated<T> {
  /** Names of the properties that were sent. Properties that already had the new value were not sent. */
  readonly sent: readonly string[];
  /**
   * Names of lazy properties that `update` did not send, but whose values changed. Either the write damaged them, or they
   * depend on a sent property, as `References` depends on `BootImageID`.
   */
  readonly unexpected: readonly string[];
  /** The object, read after the write; absent if that read failed. */
  readonly updated?: T;
  /** The failure of the read after the write; present only if `updated` is absent. */
  readonly confirmReadFailure?: Failure;
}

interface Done {
  readonly updated: Updated<PackageObject>;
  /** `SedoObjectVersion` after the write; `undefined` if another process might have changed the object too. */
  readonly version: string | undefined;
}

const versionName = "SedoObjectVersion";

/**
 * Sends the properties that differ from the site's object. Reads the object by its key first: if another process deleted
 * the object in the meantime, a write to the collection would create it again (seen).
 *
 * @param object - the object that the caller has seen
 * @param writtenVersion - `SedoObjectVersion` that an earlier update of `object` wrote
 */
export async function updatePackage(
  object: PackageObject,
  Class: PackageConstructor,
  transport: Transport,
  writtenVersion: string | undefined,
  changes: object,
  options: CallOptions = {},
): Promise<Result<Done>> {
  const { className, PackageID } = object;
  const operation = { className, PackageID };
  const schema = rowSchemaOf(Class);
  const read = () => readByKey(Class, transport, PackageID, options);
  const seen = propertiesOf(object);

  const encoded = encodeChanges(operation, schema, seen, changes);
  if (!encoded.ok) return encoded;
  const before = await read();
  if (!before.ok) return before;
  const current = propertiesOf(before.value);
  const version = writtenVersion ?? textOf(seen.get(versionName));
  if (isStale(version, current.get(versionName))) return fail(stale(operation));
  const hidden = [...encoded.value.keys()].find((name) => Object.hasOwn(before.value.additionalProperties, name));
  if (hidden !== undefined) {
    return invalidArgument(operation, hidden, "cannot be changed: its value at the site does not fit its type");
  }

  const isSame = (name: string, value: WmiValue, present: ReadonlyMap<string, unknown>) =>
    isDeepStrictEqual(value, schema.property(name)?.type.write(present.get(name), present.get(name)));
  const different = [...encoded.value].filter(([name, value]) => !isSame(name, value, current));
  const sent = different.map(([name]) => name);
  if (sent.length === 0) return succeed({ updated: { sent, unexpected: [], updated: before.value }, version });

  const { signal, timeoutMs } = options;
  const path = { className, keys: { PackageID } };
  const put = await transport.putInstance(path, Object.fromEntries(different), { signal, timeoutMs });
  if (!put.ok) return put;

  const after = await read();
  const written = textOf(put.value?.[versionName]);
  if (!after.ok)
    return succeed({ updated: { sent, unexpected: [], confirmReadFailure: after.failure }, version: written });
  const now = propertiesOf(after.value);
  // If a property such as ISVData is written, the provider changes the property with its size too (ISVDataSize).
  const touched = new Set([versionName, ...sent.flatMap((name) => [name, `${name}Size`])]);
  const others = Object.keys(schema.shape).filter(
    (name) => !touched.has(name) && !isDeepStrictEqual(current.get(name), now.get(name)),
  );
  const isOurs = others.length === 0 && different.every(([name, value]) => isSame(name, value, now));
  return succeed({
    updated: { sent, unexpected: others.filter((name) => schema.property(name)?.wmi.lazy), updated: after.value },
    version: written ?? (isOurs ? textOf(now.get(versionName)) : undefined),
  });
}

function encodeChanges(
  operation: OperationInfo,
  schema: RowSchema,
  seen: ReadonlyMap<string, unknown>,
  changes: object,
): Result<ReadonlyMap<string, WmiValue>> {
  if (!isObject(changes)) return invalidArgument(operation, "changes", "must be an object with properties");
  const encoded = new Map<string, WmiValue>();
  for (const [name, value] of new Map<string, unknown>(Object.entries(changes))) {
    const property = schema.property(name);
    if (property === undefined) {
      return invalidArgument(operation, name, `is not a property of ${operation.className}`);
    }
    if (!property.wmi.writable) return invalidArgument(operation, name, "cannot be written");
    if (value === undefined) continue;
    // The service refuses null and empty arrays (seen).
    if (value === null) return invalidArgument(operation, name, "cannot be set to null over the AdminService");
    if (Array.isArray(value) && value.length === 0) {
      return invalidArgument(operation, name, "cannot be set to an empty array over the AdminService");
    }
    const sent = property.type.write(value, seen.get(name));
    if (sent === undefined) return invalidArgument(operation, name, `must be ${describe(property)}`);
    encoded.set(name, sent);
  }
  return succeed(encoded);
}

// Callers in JavaScript can pass any value.
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function describe({ wmi }: Property): string {
  return wmi.array ? `an array of valid ${wmi.cimType} values` : `of type ${wmi.cimType}`;
}

function propertiesOf(object: PackageObject): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(object));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

// Compares the version that the caller has seen with the version that the site has now.
function isStale(version: string | undefined, current: unknown): boolean {
  return version !== undefined && typeof current === "string" && version !== current;
}

function stale(operation: OperationInfo): Failure {
  return {
    kind: "locked",
    execution: "not-executed",
    reason: "stale",
    message: `${describeOperation(operation, "Update")}: the object changed after it was read (another SedoObjectVersion)`,
    operation,
    advice:
      "Read the object again, check that your change is still correct, then call update on the new object. Nothing was sent.",
  };
}
