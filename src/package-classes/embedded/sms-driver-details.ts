import * as z from "zod";
import { embeddedClass } from "./embedded-class.js";

/** A driver in a boot image (`SMS_Driver_Details`), as the site returns it. Its members are not documented. */
export interface SMS_Driver_Details {
  /** `SMS_Driver_Details`. */
  readonly __CLASS: string;
  /** A member of the object. */
  readonly [property: string]: unknown;
}

export const driverDetails = embeddedClass<SMS_Driver_Details>(
  "SMS_Driver_Details",
  z.looseObject({ __CLASS: z.string() }),
);
