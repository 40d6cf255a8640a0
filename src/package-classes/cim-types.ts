import * as z from "zod";
import { isNever, readBytes, readDateTime, writeBytes, writeDateTime } from "../wmi/cim-values.js";

function numberOrDigits(range: z.ZodNumber) {
  return z.union([range, z.codec(z.string().regex(/^-?\d{1,10}$/), range, { decode: Number, encode: String })]);
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
      if (isNever(text)) return undefined;
      const date = readDateTime(text);
      if (date !== undefined) return date;
      context.issues.push({ code: "invalid_format", format: "datetime", input: text });
      return z.NEVER;
    },
    encode: (date) => (date === undefined ? "" : writeDateTime(date)),
  }),
  /** `UInt8[]`: base64 text. */
  Bytes: z.codec(z.string(), z.instanceof(Uint8Array), {
    decode: (text, context) => {
      const bytes = readBytes(text);
      if (bytes !== undefined) return bytes;
      context.issues.push({ code: "invalid_format", format: "base64", input: text });
      return z.NEVER;
    },
    encode: writeBytes,
  }),
};
