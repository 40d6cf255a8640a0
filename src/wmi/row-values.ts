import * as z from "zod";
import { isNever, readDateTime, readNumber } from "./cim-values.js";

/** Reads a UInt32 of a row, which a site can write as a number or as text. */
export const uint32 = z.union([z.uint32(), z.string().transform(readNumber).pipe(z.uint32())]);

/** Reads a UInt32 that a site can omit or return as null. */
export const optionalUint32 = uint32.nullish().transform((value) => value ?? undefined);

/** Reads text that a site can omit or return as null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/**
 * Reads a time of the site's clock and returns it as the site wrote it. `undefined` if it means never, or is not a time.
 */
export const siteTime = optionalText.transform((text = "") =>
  isNever(text) || readDateTime(text) === undefined ? undefined : text,
);

/** Returns a time of the site in milliseconds since 1970; NaN if the text is not a time. */
export function siteTimeMs(time: string): number {
  return readDateTime(time)?.getTime() ?? NaN;
}

/** Reads the PackageID of a row. Enough to know that the package exists. */
export const packageIDRow = z.object({ PackageID: z.string() });
