import * as z from "zod";
import { embeddedClass } from "./embedded-class.js";

/** A driver in a boot image (`SMS_Driver_Details`), as the site returns it. Microsoft does not document its members. */
export interface SMS_Driver_Details {
  /** `SMS_Driver_Details`. */
  readonly __CLASS: string;
  /** A member that the site sent. */
  readonly [property: string]: unknown;
}

export const driverDetails = embeddedClass<SMS_Driver_Details>(
  "SMS_Driver_Details",
  z.looseObject({ __CLASS: z.string() }),
);
