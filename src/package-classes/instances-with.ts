import type * as z from "zod";
import type { WmiObject } from "../transport/transport.js";
import { wmiObjectOf } from "./wmi-data.js";

/** Data of the provider. */
abstract class DataObject {
  /** The object as JSON data: ISO 8601 for dates, base64 for bytes. */
  toJSON(): WmiObject {
    return wmiObjectOf(this);
  }
}

/**
 * A class to extend whose instances have what a schema says, and no class body spells out. Whoever makes an instance
 * puts it there.
 */
export function instancesWith<S extends z.ZodType<object>>(
  schema: S,
): abstract new () => Readonly<z.output<S>> & DataObject;
export function instancesWith(): abstract new () => DataObject {
  return DataObject;
}
