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

/**
 * An embedded object of a site that the library could not read, because a member has another type than documented. All
 * other properties of the package are read.
 */
export interface UnreadObject {
  /** Always absent, to distinguish this type from a readable object. The class that the site named is in `unread`. */
  readonly __CLASS?: undefined;
  /** The value exactly as the site sent it. `update` sends it back unchanged. */
  readonly unread: WmiValue;
  /** Why the object could not be read: a member and what it must be. */
  readonly reason: string;
}
