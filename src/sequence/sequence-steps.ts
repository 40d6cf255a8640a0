import type { SequenceItem, SequenceStep, SubTaskSequence, TaskSequenceDocument } from "./task-sequence-document.js";

/**
 * Position of a step in a task sequence. Steps have no ID, and several can have the same name, so the position identifies a
 * step.
 */
export interface StepPlace {
  /** Indexes into `steps`: first of the document, then of each group down to the step. */
  readonly position: readonly number[];
  /** Names of the groups that contain the step, the outermost first. */
  readonly groups: readonly string[];
  /** Whether the step and all groups that contain it are enabled. A condition can still prevent the step from running. */
  readonly enabled: boolean;
}

/** A step and its position. */
export interface PlacedStep extends StepPlace {
  readonly item: SequenceStep | SubTaskSequence;
}

/**
 * Lists all steps of a sequence in document order, including disabled steps and steps in groups.
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
