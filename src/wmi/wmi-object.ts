/** A value in a {@link WmiObject}: JSON only. Dates are ISO 8601 text, bytes are base64 text. */
export type WmiValue = string | number | boolean | null | readonly WmiValue[] | WmiObject;

/**
 * An instance of a WMI class, in the same form for every transport: `__CLASS` is its class, `__LAZYPROPERTIES` lists the
 * properties that only a keyed read returns. Embedded objects have `__CLASS` too.
 */
export interface WmiObject {
  readonly [property: string]: WmiValue;
}

/** Whether a value is an array. */
export function isList(value: WmiValue | undefined): value is readonly WmiValue[] {
  return Array.isArray(value);
}

/** Whether a value is an embedded object. */
export function isObject(value: WmiValue): value is WmiObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
