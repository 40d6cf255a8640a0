import * as z from "zod";
import { siteTimeMs } from "../wmi/row-values.js";

// Int64 is written as text by services that care for JavaScript's numbers (IEEE754Compatible), and the AdminService
// makes an Int64 of every UInt32 (seen in $metadata).
function numberOrDigits(range: z.ZodNumber) {
  return z.union([range, z.codec(z.string().regex(/^-?\d{1,10}$/), range, { decode: Number, encode: String })]);
}

// Seen for "never set": 1970-01-01T00:00:00Z, 1980-01-01T06:00:00Z and T12:00:00Z, that is midnight of some time zone.
const never = /^19[78]0-01-01/;

const isoForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;

/**
 * The moment that ISO 8601 text names. Text without a zone is UTC, as the provider keeps its times.
 *
 * @returns `undefined` for a date that means never, `null` for text that names none
 */
export function dateTimeOf(text: string): Date | undefined | null {
  if (never.test(text)) return undefined;
  if (!isoForm.test(text)) return null;
  const date = new Date(siteTimeMs(text));
  return Number.isNaN(date.getTime()) ? null : date;
}

/**
 * How values of each CIM type stand in a `WmiObject`, and what becomes of them: decoding reads them, encoding makes them
 * fit for a request again. Enumerations and flags are plain numbers, so that values which nobody documented survive.
 */
export const cim = {
  String: z.string(),
  Boolean: z.boolean(),
  /** 0 to 4294967295. */
  UInt32: numberOrDigits(z.uint32()),
  /** -2147483648 to 2147483647. */
  SInt32: numberOrDigits(z.int32()),
  /** ISO 8601 text; whole milliseconds are kept, and a date that means never becomes `undefined`. */
  DateTime: z.codec(z.string(), z.date().optional(), {
    decode: (text, context) => {
      const date = dateTimeOf(text);
      if (date !== null) return date;
      context.issues.push({ code: "invalid_format", format: "datetime", input: text });
      return z.NEVER;
    },
    // Seen: the service writes whole seconds.
    encode: (date) => date?.toISOString().replace(".000Z", "Z") ?? "",
  }),
  /** `UInt8[]`: base64 text, in either of its alphabets. */
  Bytes: z.codec(z.string().regex(/^[\w+/-]*={0,2}$/), z.instanceof(Uint8Array), {
    decode: (text) => new Uint8Array(Buffer.from(text, "base64")),
    encode: (bytes) => Buffer.from(bytes).toString("base64"),
  }),
};
