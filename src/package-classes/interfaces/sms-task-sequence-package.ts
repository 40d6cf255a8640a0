// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { ScheduleToken, UnreadToken } from "../../schedule/schedule-token.js";
import type { UnreadObject } from "../../wmi/wmi-object.js";
import type { SMS_TaskSequence_Reference } from "../embedded/sms-task-sequence-reference.js";
import type { SMS_OS_Details } from "../embedded/sms-os-details.js";
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_TaskSequencePackage`. */
export interface SMS_TaskSequencePackageProperties extends SMS_PackageBaseclassProperties {
  /** When the site sends the source to the distribution points again. A refresh makes a task sequence unusable, so update() refuses it. */
  readonly RefreshSchedule?: readonly (ScheduleToken | UnreadToken)[];
  /** PackageID of the boot image that the task sequence uses. */
  readonly BootImageID?: string;
  /** Category: a text by which the console groups task sequences. */
  readonly Category?: string;
  /** Text that the client shows as progress of the task sequence. */
  readonly CustomProgressMsg?: string;
  /** Program that runs before the task sequence, in the form <PackageID>;;<ProgramName>. */
  readonly DependentProgram?: string;
  /** Estimated running time of the task sequence in minutes. */
  readonly Duration?: number;
  /** Settings of the program that represents the task sequence: bits of ProgramFlags. */
  readonly ProgramFlags?: number;
  /** Packages and applications that the steps use, and the boot image. SetSequence computes them. */
  readonly References?: readonly (SMS_TaskSequence_Reference | UnreadObject)[];
  /** Number of items of References. Not reliable: 0 on task sequences that have references (seen). */
  readonly ReferencesCount?: number;
  /** Reserved for the provider. Microsoft says not to change it, so update() refuses it. */
  readonly Reserved?: string;
  /** The task sequence as XML. Only SetSequence changes it. */
  readonly Sequence?: string;
  /** Platforms on which the task sequence is allowed to run. Not used if ProgramFlags has ANY_PLATFORM. */
  readonly SupportedOperatingSystems?: readonly (SMS_OS_Details | UnreadObject)[];
  /** State of the task sequence: bits of TaskSequenceFlags. */
  readonly TaskSequenceFlags?: number;
  /** Kind of the task sequence: a value of Type. */
  readonly Type?: number;
  /** Headline of the high-impact warning (inferred from the name). */
  readonly CustomHighImpactHeadline?: string;
  /** Whether the high-impact warning has custom texts (inferred from the name). */
  readonly CustomHighImpactSet?: number;
  /** Text of the high-impact warning (inferred from the name). */
  readonly CustomHighImpactWarning?: string;
  /** Text of the high-impact warning during the installation (inferred from the name). */
  readonly CustomHighImpactWarningInstall?: string;
  /** First text of the high-impact warning (inferred from the name). */
  readonly CustomHighImpactWarningTop?: string;
  /** Size of the download of a client in megabytes (inferred from the name). */
  readonly EstimatedDownloadSizeMB?: number;
  /** Estimated running time of the task sequence in minutes (inferred from the name). */
  readonly EstimatedRunTimeMinutes?: number;
  /** Whether users see the high-impact warning (inferred from the name). */
  readonly HighImpactTaskSequence?: number;
  /** Description of the task sequence for users (inferred from the name). */
  readonly LocalizedTaskSequenceDescription?: string;
  /** Name of the task sequence for users (inferred from the name). */
  readonly LocalizedTaskSequenceName?: string;
  /** Whether users are warned of a restart (inferred from the name). */
  readonly RestartRequired?: number;
  /** Size of the source of the task sequence (inferred from the name). */
  readonly SourceSize?: number;
  /** Whether the task sequence is enabled (inferred from the name). */
  readonly TsEnabled?: boolean;
}
