import type { AdditionalContent } from "../xml/element-reader.js";

/**
 * A task sequence as `SMS_TaskSequencePackage.Sequence` holds it: plain data, with the names that elements and attributes
 * have in the XML. No Microsoft page describes that XML; what is said of it here was seen in exports of 2019 and 2024.
 *
 * **Holds secrets** where the sequence does (passwords in command lines, product keys): keep it out of logs.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export interface TaskSequenceDocument extends AdditionalContent {
  /** Of the format; seen: `3.10`. */
  readonly version?: string;
  /**
   * The packages and nested task sequences that the sequence needs, as they were listed when it was saved. The boot image
   * is not in the XML: it is in the package's `BootImageID`, and in its `References`.
   */
  readonly referenceList: readonly SequenceReference[];
  readonly globalVarList: readonly SequenceVariable[];
  /** In the order in which they run. */
  readonly steps: readonly SequenceItem[];
}

/** One entry of the `referenceList`. */
export interface SequenceReference extends AdditionalContent {
  readonly package: string;
  /** The program of an Install Package step, `*` for a nested task sequence, absent for other packages (seen). */
  readonly program?: string;
}

/** What a sequence is made of. */
export type SequenceItem = SequenceGroup | SequenceStep | SubTaskSequence;

interface ItemBase extends AdditionalContent {
  /** Names repeat: a step is found by its position. */
  readonly name: string;
  readonly description: string;
  /** Switched off itself. A group that is switched off takes all that is in it along: see {@link sequenceSteps}. */
  readonly disable: boolean;
  readonly continueOnError: boolean;
  readonly condition?: SequenceCondition;
}

/** A group of steps. */
export interface SequenceGroup extends ItemBase {
  readonly element: "group";
  readonly steps: readonly SequenceItem[];
}

interface ActionBase extends ItemBase {
  /** WMI class of the step: `SMS_TaskSequence_RunCommandLineAction`, ...; other vendors have their own. */
  readonly type: string;
  /** Command line that the client runs. May hold passwords. */
  readonly action: string;
  readonly defaultVarList: readonly SequenceVariable[];
  /** Seconds. */
  readonly timeout?: number;
  /** Exit codes that count as success; may exceed 32 bits signed (seen: 3221225547). */
  readonly successCodeList: readonly number[];
  readonly retryCount?: number;
  readonly runFromNet?: boolean;
  /** Seen: `WinPE`, `FullOS`, `WinPEandFullOS`. */
  readonly runIn?: string;
}

/** A step. */
export interface SequenceStep extends ActionBase {
  readonly element: "step";
}

/** A step that runs another task sequence. */
export interface SubTaskSequence extends ActionBase {
  readonly element: "subtasksequence";
  /** PackageID of the child; absent where none is named: lost on import, or in a variable. */
  readonly TsPackageID?: string;
  /** `ID, name` or the name alone, as it was when the parent was saved; may show an ID of another site. */
  readonly TsName?: string;
  /**
   * Packages that the child needed when the parent was saved. The child may need others by now: read it by `TsPackageID`
   * for a true picture, and mind circles and children that are gone.
   */
  readonly TsReferencePackages: readonly string[];
}

/** A variable of a step or of the sequence. */
export interface SequenceVariable extends AdditionalContent {
  /** The task sequence variable. */
  readonly name: string;
  /** The WMI property of the step's class. The same property has different variables in different types of step. */
  readonly property?: string;
  /** Seems to mark settings that are not meant as task sequence variables (inferred). */
  readonly hidden?: boolean;
  /** May be nested XML or base64 of a script, and may be secret. */
  readonly value: string;
}

/**
 * When a group or step runs. Its operands are joined by "and" (documented). Elements of a kind that was never seen, such
 * as those for operating systems, are in `additionalElements`: where there are some, the operands are not the whole
 * condition.
 */
export interface SequenceCondition extends AdditionalContent {
  readonly operands: readonly ConditionOperand[];
}

/** A part of a condition. */
export type ConditionOperand = ConditionOperator | ConditionExpression;

/** Joins conditions. */
export interface ConditionOperator extends AdditionalContent {
  readonly element: "operator";
  /** Seen: `and`, `or`, `not`. */
  readonly type: string;
  readonly operands: readonly ConditionOperand[];
}

/** Something that is tested. */
export interface ConditionExpression extends AdditionalContent {
  readonly element: "expression";
  /** WMI class of the expression: `SMS_TaskSequence_VariableConditionExpression`, ... */
  readonly type: string;
  /** Its fields as `name` and `value`: Operator, Value and Variable, or Namespace and Query, or Path, ... */
  readonly variables: readonly SequenceVariable[];
}
