import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods } from "./common-methods.js";
import { osDetails, scheduleToken, taskSequenceReference } from "./embedded.js";
import { packageClass } from "./package-class.js";
import {
  boolean,
  embedded,
  lazyNotOffered,
  lazyRead,
  lazyReadwrite,
  read,
  readwrite,
  string,
  uint32,
  undocumented,
} from "./property.js";
import { taskSequenceMethods } from "./task-sequence-methods.js";

const definition = {
  className: "SMS_TaskSequencePackage",
  schema: z.object({
    ...baseProperties,
    BootImageID: string(lazyReadwrite, "PackageID of the boot image that the sequence uses."),
    Category: string(lazyReadwrite, "Free text that groups task sequences."),
    CustomProgressMsg: string(lazyReadwrite, "Progress text for this sequence."),
    DependentProgram: string(lazyReadwrite, "Program to run first, written as <PackageID>;;<ProgramName>."),
    Duration: uint32(readwrite, "Estimated running time in minutes."),
    ProgramFlags: uint32(readwrite, "How the implied program behaves: bits of ProgramFlags."),
    References: embedded(
      "SMS_TaskSequence_Reference",
      taskSequenceReference,
      lazyRead,
      "Packages and applications that the steps use, boot image included. SetSequence keeps it.",
    ),
    ReferencesCount: uint32(read, "Length of References, and not reliable: 0 on sequences that have some (seen)."),
    RefreshSchedule: embedded(
      "SMS_ScheduleToken",
      scheduleToken,
      lazyNotOffered,
      "When the points get the source again. A refresh leaves a task sequence unusable, so update() does not take it.",
    ),
    Reserved: string(lazyNotOffered, "For the provider itself; the page says to leave it alone."),
    Sequence: string(lazyRead, "The task sequence as XML. Changes through SetSequence only."),
    SupportedOperatingSystems: embedded(
      "SMS_OS_Details",
      osDetails,
      lazyReadwrite,
      "Platforms that the sequence may run on; means nothing where ANY_PLATFORM is set.",
    ),
    TaskSequenceFlags: uint32(lazyReadwrite, "State of the sequence: bits of TaskSequenceFlags."),
    Type: uint32(lazyRead, "Kind of the sequence: a value of Type."),
    CustomHighImpactHeadline: string(undocumented, "By its name, headline of the high-impact warning."),
    CustomHighImpactSet: uint32(undocumented, "By its name, whether the high-impact warning has texts of its own."),
    CustomHighImpactWarning: string(undocumented, "By its name, text of the high-impact warning."),
    CustomHighImpactWarningInstall: string(
      undocumented,
      "By its name, text of the high-impact warning at installation.",
    ),
    CustomHighImpactWarningTop: string(undocumented, "By its name, first text of the high-impact warning."),
    EstimatedDownloadSizeMB: uint32(undocumented, "By its name, what clients download, in megabytes."),
    EstimatedRunTimeMinutes: uint32(undocumented, "By its name, estimated running time in minutes."),
    HighImpactTaskSequence: uint32(undocumented, "By its name, whether users are warned of a high impact."),
    LocalizedTaskSequenceDescription: string(undocumented, "By its name, description for users."),
    LocalizedTaskSequenceName: string(undocumented, "By its name, name for users."),
    RestartRequired: uint32(undocumented, "By its name, whether users are told of a restart."),
    // Seen in one export of 2024, on this class; whether others have it is not known.
    SourceSize: uint32(undocumented, "By its name, size of the source."),
    TsEnabled: boolean(undocumented, "By its name, whether the sequence is enabled."),
  }),
  methods: commonMethods,
  staticMethods: taskSequenceMethods,
} as const;

/**
 * A task sequence (`PackageType` 4): the 57 documented properties and those that real instances carry besides.
 *
 * **Caution:** `refreshPkgSource` leaves a task sequence unusable, says Microsoft's page. Refresh the packages that it
 * references instead.
 *
 * The documented class page says that it derives from `SMS_PackageBaseclass`, a how-to that it derives from
 * `SMS_Package`; live classes have the former (seen).
 *
 * @example
 * ```ts
 * import { SMS_TaskSequencePackage, where, type Transport } from "configmgr-sdk";
 *
 * export async function bootImages(transport: Transport): Promise<string[]> {
 *   const found: string[] = [];
 *   for await (const listed of SMS_TaskSequencePackage.query(transport, { where: where`Name eq ${"Windows 11"}` })) {
 *     // BootImageID is lazy: a listed object does not have it.
 *     const complete = listed.ok ? await listed.value.load() : listed;
 *     if (complete.ok) found.push(complete.value.BootImageID ?? "");
 *   }
 *   return found;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export class SMS_TaskSequencePackage extends packageClass(definition) {}
