import * as z from "zod";
import type { WmiObject, WmiValue } from "../transport/transport.js";

const digits = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number);

/** A UInt32 of a row. Digits as text are taken too: OData writes 64-bit numbers so where a client asks for it. */
export const uint32 = z.union([z.uint32(), digits.pipe(z.uint32())]);

/** A UInt32 that a site may leave out or give as null. */
export const optionalUint32 = uint32.nullish().transform((value) => value ?? undefined);

/** Text that a site may leave out or give as null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/**
 * A time by the site's clock, as the site wrote it (ISO 8601). 1970-01-01 and 1980-01-01 mean never (seen): such a time
 * is absent, as is text that is no time.
 */
export const siteTime = optionalText.transform((text = "") =>
  /^19[78]0-01-01/.test(text) || Number.isNaN(siteTimeMs(text)) ? undefined : text,
);

/** The moment of a site's time, in milliseconds since 1970. Without a zone it is UTC, as the provider keeps its times. */
export function siteTimeMs(time: string): number {
  return Date.parse(/T[^Z+-]*$/.test(time) ? `${time}Z` : time);
}

/** Enough to know that a package is there. */
export const packageIDRow = z.object({ PackageID: z.string() });

/** Whether a value is an array. */
export function isList(value: WmiValue | undefined): value is readonly WmiValue[] {
  return Array.isArray(value);
}

/** Whether a value is an embedded object. */
export function isObject(value: WmiValue): value is WmiObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
