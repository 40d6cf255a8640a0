import * as z from "zod";
import { isNever, readDateTime, readNumber } from "./cim-values.js";

/** A UInt32 of a row, as a number or as digits. */
export const uint32 = z.union([z.uint32(), z.string().transform(readNumber).pipe(z.uint32())]);

/** A UInt32 that a site can omit or return as null. */
export const optionalUint32 = uint32.nullish().transform((value) => value ?? undefined);

/** Text that a site can omit or return as null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** A time by the site's clock, as the site wrote it. Absent if it means never, or if the text is not a time. */
export const siteTime = optionalText.transform((text = "") =>
  isNever(text) || readDateTime(text) === undefined ? undefined : text,
);

/** A site's time in milliseconds since 1970; NaN if the text is not a time. */
export function siteTimeMs(time: string): number {
  return readDateTime(time)?.getTime() ?? NaN;
}

/** Enough to know that a package exists. */
export const packageIDRow = z.object({ PackageID: z.string() });
