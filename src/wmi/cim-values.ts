const isoForm = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads ISO 8601 text. Text without a time zone is UTC, as the SMS Provider stores its times. Returns `undefined` if the
 * text is not a time.
 */
export function readDateTime(text: string): Date | undefined {
  const [, fields, zone = "Z"] = isoForm.exec(text) ?? [];
  return fields === undefined ? undefined : validDate(fields + zone);
}

/** Reads ISO 8601 text as a local time: ignores the time zone and stores the time in the UTC fields of the `Date`. */
export function readWallClock(text: string): Date | undefined {
  const [, fields] = isoForm.exec(text) ?? [];
  return fields === undefined ? undefined : validDate(`${fields}Z`);
}

/**
 * Whether a date means "never set". Seen: 1970-01-01T00:00:00Z, 1980-01-01T06:00:00Z and 1980-01-01T12:00:00Z, which are
 * midnight in a time zone. In a schedule token these dates are real dates.
 */
export function isNever(text: string): boolean {
  return /^19[78]0-01-01/.test(text);
}

/** Writes a time as the AdminService does: whole seconds without a fraction (seen). */
export function writeDateTime(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

/**
 * Reads a whole number that might be written as text. Seen in `$metadata`: the AdminService declares each UInt32 as Int64,
 * and OData services can write an Int64 as text. Other values are returned unchanged.
 */
export function readNumber(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
}

const base64Form = /^(?:[\w+/-]{4})*(?:[\w+/-]{2}={0,2}|[\w+/-]{3}=?)?$/;

/**
 * Reads base64 text, also in the alphabet for URLs. Returns `undefined` if the text is not base64. White space is allowed:
 * a site was seen to break the line every 76 characters.
 */
export function readBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = text.replaceAll(/\s/g, "");
  return base64Form.test(digits) ? new Uint8Array(Buffer.from(digits, "base64")) : undefined;
}

/** Writes bytes as base64 text. */
export function writeBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function validDate(iso: string): Date | undefined {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
