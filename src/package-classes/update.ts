import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { OperationInfo, Failure } from "../failure.js";
import { invalidArgument } from "../invalid-argument.js";
import { fail, succeed, type Result } from "../result.js";
import type { CallOptions, Transport, WmiValue } from "../transport/transport.js";
import type { Properties, Property } from "./property.js";
import type { SMS_PackageBaseclass } from "./sms-package-baseclass.js";
import { wmiValueOf } from "./wmi-data.js";

/** What an `update` did. The write is done, whatever else stands here. */
export interface Updated<T> {
  /** Names of the properties that were sent; those that already had the wanted value were not. */
  readonly sent: readonly string[];
  /**
   * Lazy properties that were not sent and read differently afterwards: the write damaged them, or they follow from
   * what was sent, as `References` from `BootImageID`.
   */
  readonly unexpected: readonly string[];
  /** The object as it reads afterwards; absent where that could not be read. */
  readonly updated?: T;
  /** Why `updated` is absent. */
  readonly readFailure?: Failure;
}

/** What is told of an `update`, and what is kept of it. */
export interface Done<T> {
  readonly updated: Updated<T>;
  /** `SedoObjectVersion` that the write made; `undefined` where it may be somebody else's. */
  readonly version: string | null | undefined;
}

/** An object to change, and how it is read again. */
export interface UpdateOf<T> {
  readonly transport: Transport;
  readonly operation: OperationInfo & { readonly PackageID: string };
  readonly properties: Properties;
  /** `SedoObjectVersion` of the object that the caller looked at. */
  readonly version: string | null | undefined;
  readonly read: () => Promise<Result<T>>;
}

const versionName = "SedoObjectVersion";

/**
 * Sends what differs from what the site has now, and nothing else. The object is read by its key first: a write to a set
 * creates what somebody deleted meanwhile (seen).
 */
export async function updatePackage<T extends SMS_PackageBaseclass>(
  { transport, operation, properties, version, read }: UpdateOf<T>,
  changes: object,
  options: CallOptions = {},
): Promise<Result<Done<T>>> {
  const encoded = encodeChanges(operation, properties, changes);
  if (!encoded.ok) return encoded;

  const before = await read();
  if (!before.ok) return before;
  if (isStale(version, before.value.SedoObjectVersion)) return fail(stale(operation));

  const current = new Map<string, unknown>(Object.entries(before.value));
  const different = [...encoded.value].filter(
    ([name, value]) => !isDeepStrictEqual(value, encodeValue(properties[name], current.get(name))),
  );
  const sent = different.map(([name]) => name);
  if (sent.length === 0) {
    return succeed({ updated: { sent, unexpected: [], updated: before.value }, version });
  }

  const { className, PackageID } = operation;
  const put = await transport.putInstance({ className, keys: { PackageID } }, Object.fromEntries(different), {
    signal: options.signal,
    timeoutMs: options.timeoutMs,
  });
  if (!put.ok) return put;

  const after = await read();
  const answered = put.value?.[versionName];
  const written = typeof answered === "string" ? answered : undefined;
  if (!after.ok) return succeed({ updated: { sent, unexpected: [], readFailure: after.failure }, version: written });
  const now = new Map<string, unknown>(Object.entries(after.value));
  // The provider keeps the size of what was written.
  const touched = new Set([versionName, ...sent.flatMap((name) => [name, `${name}Size`])]);
  const others = Object.keys(properties).filter(
    (name) => !touched.has(name) && !isDeepStrictEqual(current.get(name), now.get(name)),
  );
  const isOurs =
    others.length === 0 &&
    different.every(([name, value]) => isDeepStrictEqual(value, encodeValue(properties[name], now.get(name))));
  return succeed({
    updated: { sent, unexpected: others.filter((name) => properties[name]?.wmi.lazy), updated: after.value },
    version: written ?? (isOurs ? after.value.SedoObjectVersion : undefined),
  });
}

function encodeChanges(
  operation: OperationInfo,
  properties: Properties,
  changes: object,
): Result<ReadonlyMap<string, WmiValue>> {
  const encoded = new Map<string, WmiValue>();
  for (const [name, value] of new Map<string, unknown>(Object.entries(changes))) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined) return invalidArgument(operation, name, `is no property of ${operation.className}`);
    if (!property.wmi.writable) return invalidArgument(operation, name, "can't be written");
    if (value === undefined) continue;
    // Seen: the service answers both with an error, so there is no way to say them.
    if (value === null) return invalidArgument(operation, name, "can't be set to null over the AdminService");
    if (Array.isArray(value) && value.length === 0) {
      return invalidArgument(operation, name, "can't be set to an empty array over the AdminService");
    }
    const sent = encodeValue(property, value);
    if (sent === undefined) return invalidArgument(operation, name, `must be ${describe(property)}`);
    encoded.set(name, sent);
  }
  return succeed(encoded);
}

function encodeValue(property: Property | undefined, value: unknown): WmiValue | undefined {
  if (property === undefined) return undefined;
  const encoded = z.safeEncode(property, value);
  return encoded.success ? wmiValueOf(encoded.data) : undefined;
}

function describe({ wmi }: Property): string {
  return wmi.array ? `an array (${wmi.cimType})` : `of type ${wmi.cimType}`;
}

// Of the object that the caller looked at, and of what the site has now.
function isStale(version: string | null | undefined, current: string | null | undefined): boolean {
  return typeof version === "string" && typeof current === "string" && version !== current;
}

function stale(operation: OperationInfo & { readonly PackageID: string }): Failure {
  return {
    kind: "locked",
    execution: "not-executed",
    reason: "stale",
    message: `${operation.PackageID} was changed since it was read (its SedoObjectVersion differs); nothing was sent`,
    operation,
    advice: "Read the object again, look whether the change still makes sense, and repeat it.",
  };
}
