// Written by `npm run interfaces` from the tables of properties. Do not edit.
import type { ScheduleToken, UnreadToken } from "../../schedule/schedule-token.js";
import type { UnreadObject } from "../embedded/embedded-class.js";
import type { SMS_TaskSequence_Reference } from "../embedded/sms-task-sequence-reference.js";
import type { SMS_OS_Details } from "../embedded/sms-os-details.js";
import type { SMS_PackageBaseclassProperties } from "./sms-package-baseclass.js";

/** Properties of `SMS_TaskSequencePackage`. */
export interface SMS_TaskSequencePackageProperties extends SMS_PackageBaseclassProperties {
  /** When the distribution points receive the source again. A refresh makes a task sequence unusable, so update() does not accept it. */
  readonly RefreshSchedule?: readonly (ScheduleToken | UnreadToken)[];
  /** PackageID of the boot image that the task sequence uses. */
  readonly BootImageID?: string;
  /** Text that groups task sequences. */
  readonly Category?: string;
  /** Progress text for this task sequence. */
  readonly CustomProgressMsg?: string;
  /** Program to run first, in the form <PackageID>;;<ProgramName>. */
  readonly DependentProgram?: string;
  /** Estimated running time in minutes. */
  readonly Duration?: number;
  /** Settings of the implied program: bits of ProgramFlags. */
  readonly ProgramFlags?: number;
  /** Packages and applications that the steps use, and the boot image. SetSequence computes them. */
  readonly References?: readonly (SMS_TaskSequence_Reference | UnreadObject)[];
  /** Length of References. Not reliable: 0 on task sequences that have references (seen). */
  readonly ReferencesCount?: number;
  /** For the provider only. Microsoft says not to change it, so update() does not accept it. */
  readonly Reserved?: string;
  /** The task sequence as XML. Only SetSequence changes it. */
  readonly Sequence?: string;
  /** Platforms on which the task sequence is allowed to run. Not used if ANY_PLATFORM is set. */
  readonly SupportedOperatingSystems?: readonly (SMS_OS_Details | UnreadObject)[];
  /** State of the task sequence: bits of TaskSequenceFlags. */
  readonly TaskSequenceFlags?: number;
  /** Kind of the task sequence: a value of Type. */
  readonly Type?: number;
  /** Headline of the high-impact warning (inferred from the property name). */
  readonly CustomHighImpactHeadline?: string;
  /** Whether the high-impact warning has custom texts (inferred from the property name). */
  readonly CustomHighImpactSet?: number;
  /** Text of the high-impact warning (inferred from the property name). */
  readonly CustomHighImpactWarning?: string;
  /** Text of the high-impact warning during the installation (inferred from the property name). */
  readonly CustomHighImpactWarningInstall?: string;
  /** First text of the high-impact warning (inferred from the property name). */
  readonly CustomHighImpactWarningTop?: string;
  /** Size of the download of a client in megabytes (inferred from the property name). */
  readonly EstimatedDownloadSizeMB?: number;
  /** Estimated running time in minutes (inferred from the property name). */
  readonly EstimatedRunTimeMinutes?: number;
  /** Whether users see the high-impact warning (inferred from the property name). */
  readonly HighImpactTaskSequence?: number;
  /** Description for users (inferred from the property name). */
  readonly LocalizedTaskSequenceDescription?: string;
  /** Name for users (inferred from the property name). */
  readonly LocalizedTaskSequenceName?: string;
  /** Whether users are told of a restart (inferred from the property name). */
  readonly RestartRequired?: number;
  /** Size of the source (inferred from the property name). */
  readonly SourceSize?: number;
  /** Whether the task sequence is enabled (inferred from the property name). */
  readonly TsEnabled?: boolean;
}
