import type { AdditionalContent } from "../xml/element-reader.js";

/**
 * A task sequence from `SMS_TaskSequencePackage.Sequence` as plain data, with the names that elements and attributes have
 * in the XML. No Microsoft page describes this XML. The descriptions here come from exports of 2019 and 2024 (seen).
 *
 * **Can contain secrets** (passwords in command lines, product keys): do not write it to a log.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export interface TaskSequenceDocument extends AdditionalContent {
  /** Version of the XML format, such as `3.10` (seen). */
  readonly version?: string;
  /**
   * The packages, nested task sequences and applications that the sequence needed when it was saved. The boot image is not
   * in the XML. It is in the properties `BootImageID` and `References` of the task sequence package.
   */
  readonly referenceList: readonly SequenceReference[];
  readonly globalVarList: readonly SequenceVariable[];
  /** The steps and groups, in the order in which the steps run. */
  readonly steps: readonly SequenceItem[];
}

/** One entry of the `referenceList`: a package or an application. */
export type SequenceReference = PackageReference | ApplicationReference;

/** A package or a nested task sequence in the `referenceList`. */
export interface PackageReference extends AdditionalContent {
  readonly package: string;
  /** Name of the program, for an Install Package step; `*` for a nested task sequence; absent for other packages (seen). */
  readonly program?: string;
  readonly application?: undefined;
}

/** An application in the `referenceList`. */
export interface ApplicationReference extends AdditionalContent {
  /** Model name of the application: `ScopeId_.../Application_...` (seen). */
  readonly application: string;
  readonly package?: undefined;
  readonly program?: undefined;
}

/** A group or a step of a task sequence. */
export type SequenceItem = SequenceGroup | SequenceStep | SubTaskSequence;

interface ItemBase extends AdditionalContent {
  /** Name of the group or step. Several can have the same name, so the position identifies a step. */
  readonly name: string;
  readonly description: string;
  /** Whether this group or step is disabled. A disabled group disables everything in it: see {@link sequenceSteps}. */
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
  /** WMI class of the step, such as `SMS_TaskSequence_RunCommandLineAction`. Other vendors add classes. */
  readonly type: string;
  /** Command line that the client runs. Can contain passwords. */
  readonly action: string;
  readonly defaultVarList: readonly SequenceVariable[];
  /** Timeout of the step in seconds. */
  readonly timeout?: number;
  /** Exit codes that mean success. Can be above the signed 32-bit range (seen: 3221225547). */
  readonly successCodeList: readonly number[];
  readonly retryCount?: number;
  readonly runFromNet?: boolean;
  /** Where the step runs: `WinPE`, `FullOS` or `WinPEandFullOS` (seen). */
  readonly runIn?: string;
}

/** A step of a task sequence that does not run another task sequence. */
export interface SequenceStep extends ActionBase {
  readonly element: "step";
}

/** A step that runs another task sequence. */
export interface SubTaskSequence extends ActionBase {
  readonly element: "subtasksequence";
  /** PackageID of the nested task sequence. Absent if it was lost on import or comes from a variable. */
  readonly TsPackageID?: string;
  /**
   * ID and name of the nested task sequence (`ID, name`), or only its name, from the time when the parent was saved. The ID
   * can be from another site.
   */
  readonly TsName?: string;
  /**
   * Packages that the nested task sequence needed when the parent was saved. It can need other packages now: read the
   * nested task sequence by `TsPackageID` to be sure. It might no longer exist, and task sequences can refer to each other
   * in a cycle.
   */
  readonly TsReferencePackages: readonly string[];
}

/** A variable of a step or of the sequence. */
export interface SequenceVariable extends AdditionalContent {
  /** Name of the task sequence variable. */
  readonly name: string;
  /** WMI property of the step's class. In steps of different types, the same property can have different variables. */
  readonly property?: string;
  /** Marks a setting that is not intended as a task sequence variable (inferred). */
  readonly hidden?: boolean;
  /** Value of the variable. It can be nested XML, or a script as base64, and it can be a secret. */
  readonly value: string;
}

/**
 * The condition of a group or step. All operands must be true (documented). Unknown elements, such as those for operating
 * systems, are in `additionalElements`. If there are any, the operands are not the whole condition.
 */
export interface SequenceCondition extends AdditionalContent {
  readonly operands: readonly ConditionOperand[];
}

/** A part of a condition: a test, or an operator that combines tests. */
export type ConditionOperand = ConditionOperator | ConditionExpression;

/** An operator that combines the parts of a condition. */
export interface ConditionOperator extends AdditionalContent {
  readonly element: "operator";
  /** The operator: `and`, `or` or `not` (seen). */
  readonly type: string;
  readonly operands: readonly ConditionOperand[];
}

/** One test of a condition. */
export interface ConditionExpression extends AdditionalContent {
  readonly element: "expression";
  /** WMI class of the expression, such as `SMS_TaskSequence_VariableConditionExpression`. */
  readonly type: string;
  /**
   * Fields of the test as `name` and `value`, for example Operator, Value and Variable, or Namespace and Query, or Path.
   */
  readonly variables: readonly SequenceVariable[];
}
