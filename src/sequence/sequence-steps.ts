import type { SequenceItem, SequenceStep, SubTaskSequence, TaskSequenceDocument } from "./task-sequence-document.js";

/** Where a step stands. Nothing in a sequence has an ID, and names repeat: the position tells two steps apart. */
export interface StepPlace {
  /** Indexes into `steps`, from the document's down to the step's own. */
  readonly position: readonly number[];
  /** Names of the groups that it is in, the outermost first. */
  readonly groups: readonly string[];
  /** Neither the step nor a group that it is in is switched off. Its condition may still keep it from running. */
  readonly enabled: boolean;
}

/** A step and where it stands. */
export interface PlacedStep extends StepPlace {
  readonly item: SequenceStep | SubTaskSequence;
}

/**
 * All steps of a sequence in the order in which they stand, those of groups included, disabled ones too.
 *
 * @example
 * ```ts
 * import { sequenceSteps, type TaskSequenceDocument } from "configmgr-sdk/sequence";
 *
 * export function disabledSteps(document: TaskSequenceDocument): string[] {
 *   return sequenceSteps(document).flatMap(({ item, enabled }) => (enabled ? [] : [item.name]));
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/osd/sms_tasksequencepackage-server-wmi-class
 */
export function sequenceSteps(document: TaskSequenceDocument): PlacedStep[] {
  return stepsIn(document.steps, { position: [], groups: [], enabled: true });
}

function stepsIn(items: readonly SequenceItem[], around: StepPlace): PlacedStep[] {
  return items.flatMap((item, index) => {
    const place = { ...around, position: [...around.position, index], enabled: around.enabled && !item.disable };
    if (item.element !== "group") return [{ ...place, item }];
    return stepsIn(item.steps, { ...place, groups: [...around.groups, item.name] });
  });
}
