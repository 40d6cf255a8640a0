import * as z from "zod";
import { isObject, type UnreadObject, type WmiValue } from "../../wmi/wmi-object.js";

/** How embedded objects of one class are read and written. */
export interface EmbeddedClass<T extends object> {
  readonly className: string;
  /** Reads an item of an array property. If the item does not fit the class, the result contains the item unchanged. */
  read(value: WmiValue): T;
  /** The object for a request; `undefined` if `value` is not a valid object of the class. */
  write(value: unknown): WmiValue | undefined;
}

const wmiObject = z.record(z.string(), z.json());

/**
 * An embedded class whose members need no conversion.
 *
 * @param schema - accepts `__CLASS` and the documented members, and keeps other members
 */
export function embeddedClass<T extends object>(
  className: string,
  schema: z.ZodType<T>,
): EmbeddedClass<T | UnreadObject> {
  // A request needs the class of an embedded object. A response can omit the class if the property implies it (seen), so
  // the class is added. A member that is null means the same as an absent member.
  const check = (object: object) =>
    schema.safeParse({
      __CLASS: className,
      ...Object.fromEntries(Object.entries(object).filter(([, member]) => member !== null)),
    });
  return {
    className,
    read: (value) => {
      if (!isObject(value)) return { unread: value, reason: "must be an embedded object" };
      const checked = check(value);
      return checked.success ? checked.data : { unread: value, reason: reasonOf(checked.error) };
    },
    write: (value) => {
      const checked = typeof value === "object" && value !== null ? check(value) : undefined;
      return checked?.success === true ? wmiObject.safeParse(checked.data).data : undefined;
    },
  };
}

function reasonOf({ issues: [issue] }: z.ZodError): string {
  return `${String(issue?.path[0] ?? "object")}: ${issue?.message ?? "not valid"}`;
}
