import * as z from "zod";
import type { ScheduleToken, UnreadToken } from "../schedule/schedule-token.js";
import { tokenToWmi, wmiToToken } from "../schedule/wmi-token.js";
import type { WmiValue } from "../wmi/wmi-object.js";
import { cim } from "./cim-types.js";

/**
 * One item of `SMS_TaskSequencePackage.References`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequence_reference-server-wmi-class
 */
export interface SMS_TaskSequence_Reference {
  readonly __CLASS: string;
  /** PackageID where `Type` is 0, model name of an application where it is 1. `00000000` is a lost reference (seen). */
  readonly Package?: string | null;
  /** Name of a program of the package; `*` where the sequence names none (seen). */
  readonly Program?: string | null;
  /** 0 package, 1 application. */
  readonly Type?: number | null;
}

/**
 * A platform that a task sequence may run on; its values match a row of `SMS_SupportedPlatforms`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_os_details-server-wmi-class
 */
export interface SMS_OS_Details {
  readonly __CLASS: string;
  /** Such as `Win NT`. */
  readonly Name?: string | null;
  /** Such as `x64`. */
  readonly Platform?: string | null;
  /** Lowest version; `0.00.0000.0` stands for every earlier one. */
  readonly MinVersion?: string | null;
  /** Highest version; `99.99.9999.9999` stands for every later one. */
  readonly MaxVersion?: string | null;
}

/** A driver in a boot image (`SMS_Driver_Details`), as the site gives it. */
export interface SMS_Driver_Details {
  readonly __CLASS: string;
  readonly [property: string]: unknown;
}

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().exactOptional();

// Seen: an embedded object needs its type in a request. In an answer the service may leave it out where it is plain from
// the property, so it is filled in while reading.
const classOf = (className: string) => z.string().prefault(className);

export const taskSequenceReference: z.ZodType<SMS_TaskSequence_Reference> = z.looseObject({
  __CLASS: classOf("SMS_TaskSequence_Reference"),
  Package: optional(cim.String),
  Program: optional(cim.String),
  Type: optional(cim.UInt32),
});

export const osDetails: z.ZodType<SMS_OS_Details> = z.looseObject({
  __CLASS: classOf("SMS_OS_Details"),
  Name: optional(cim.String),
  Platform: optional(cim.String),
  MinVersion: optional(cim.String),
  MaxVersion: optional(cim.String),
});

export const driverDetails: z.ZodType<SMS_Driver_Details> = z.looseObject({
  __CLASS: classOf("SMS_Driver_Details"),
});

/** A schedule token. Its codec is that of the schedules: 1970 is a date here, and years after 2033 are possible. */
export const scheduleToken = z.codec(z.custom<WmiValue>(), z.custom<ScheduleToken | UnreadToken>(isObject), {
  decode: wmiToToken,
  encode: (token, context) => {
    if (token.__CLASS === undefined) return token.unread;
    const object = tokenToWmi(token);
    if (object.ok) return { ...object.value };
    context.issues.push({ code: "custom", message: object.failure.message, input: token });
    return z.NEVER;
  },
});

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
