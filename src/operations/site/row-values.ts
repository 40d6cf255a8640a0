import * as z from "zod";

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
  /^19[78]0-01-01/.test(text) || Number.isNaN(Date.parse(text)) ? undefined : text,
);

/** Enough to know that a package is there. */
export const packageIDRow = z.object({ PackageID: z.string() });
