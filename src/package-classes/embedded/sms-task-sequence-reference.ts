import * as z from "zod";
import { uint32 } from "../../wmi/row-values.js";
import { embeddedClass } from "./embedded-class.js";

/**
 * One item of `SMS_TaskSequencePackage.References`.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequence_reference-server-wmi-class
 */
export interface SMS_TaskSequence_Reference {
  /** `SMS_TaskSequence_Reference`. */
  readonly __CLASS: string;
  /** PackageID if `Type` is 0, model name of an application if `Type` is 1. `00000000`: the package is lost (seen). */
  readonly Package?: string;
  /** Name of a program of the package; `*` if the task sequence names no program (seen). */
  readonly Program?: string;
  /** What `Package` identifies: 0 a package, 1 an application. */
  readonly Type?: number;
}

export const taskSequenceReference = embeddedClass<SMS_TaskSequence_Reference>(
  "SMS_TaskSequence_Reference",
  z.looseObject({
    __CLASS: z.string(),
    Package: z.string().exactOptional(),
    Program: z.string().exactOptional(),
    Type: uint32.exactOptional(),
  }),
);
