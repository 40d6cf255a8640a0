import * as z from "zod";
import { embeddedClass } from "./embedded-class.js";

/**
 * A platform that a task sequence is allowed to run on. Its values match a row of `SMS_SupportedPlatforms`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_os_details-server-wmi-class
 */
export interface SMS_OS_Details {
  /** `SMS_OS_Details`. */
  readonly __CLASS: string;
  /** Operating system, for example `Win NT`. */
  readonly Name?: string;
  /** Processor architecture, for example `x64`. */
  readonly Platform?: string;
  /** Lowest version of the operating system; `0.00.0000.0` means no lower limit. */
  readonly MinVersion?: string;
  /** Highest version of the operating system; `99.99.9999.9999` means no upper limit. */
  readonly MaxVersion?: string;
}

export const osDetails = embeddedClass<SMS_OS_Details>(
  "SMS_OS_Details",
  z.looseObject({
    __CLASS: z.string(),
    Name: z.string().exactOptional(),
    Platform: z.string().exactOptional(),
    MinVersion: z.string().exactOptional(),
    MaxVersion: z.string().exactOptional(),
  }),
);
