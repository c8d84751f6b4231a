import type { Dialog, Repeat, Step } from '../content.ts'
import type { Path } from './flaw.ts'
import { CHECKLIST_ITEMS } from './surroundings.ts'

/** One list of steps on the way to a position: where in it the way goes on, and the repeat whose list it is. */
export type Level = { steps: readonly (Step | Repeat)[]; at: number; repeat: Repeat | null }

/** A step or repeat as it is written, with the lists around it, the outermost first; its own list is the last. */
export type Position = { node: Step | Repeat; path: Path; levels: readonly Level[] }

export type StepPosition = Position & { node: Step }

/** Every step and repeat of a dialog, in the order of the file. */
export function positionsOf({ steps }: Pick<Dialog, 'steps'>): Position[] {
  return positionsIn(steps, ['steps'], null, [])
}

export function stepPositionsOf(dialog: Pick<Dialog, 'steps'>): StepPosition[] {
  return positionsOf(dialog).filter((position): position is StepPosition => !('repeat' in position.node))
}

/** Whether a dialog asks its questions for every item of a checklist. */
export function runsOverItems(dialog: Pick<Dialog, 'steps'>): boolean {
  return positionsOf(dialog).some(({ node }) => 'repeat' in node && node.over === CHECKLIST_ITEMS)
}

/** Whether a position lies within the items of a checklist. */
export function isInItem({ levels }: Position): boolean {
  return levels.some(({ repeat }) => repeat?.over === CHECKLIST_ITEMS)
}

/** What a fault calls it: the id of a step, the name of a repeat. */
export function nameOf(node: Step | Repeat): string {
  return 'repeat' in node ? node.repeat : node.id
}

function positionsIn(
  steps: Level['steps'],
  path: Path,
  repeat: Repeat | null,
  outer: readonly Level[],
): Position[] {
  return steps.flatMap((node, at) => {
    const levels = [...outer, { steps, at, repeat }]
    const here: Position = { node, path: [...path, at], levels }
    return 'repeat' in node
      ? [here, ...positionsIn(node.steps, [...here.path, 'steps'], node, levels)]
      : [here]
  })
}
