import type { ChecklistItem, Repeat, Step } from './content.ts'
import type { Element } from './frame.ts'

/** What a repeat runs over at the moment, with its position among the elements that apply. */
export type Round = {
  name: string
  key: string
  element: ChecklistItem | Element | null
  n: number
  total: number
}

/** A list of steps as it stands in one place: `prefix` leads to its answers, `outer` is the list around it. */
export type Scope = {
  prefix: string
  steps: readonly (Step | Repeat)[]
  round: Round | null
  outer: Scope | null
}

/** Around a whole dialog, where no round is. */
export const WHOLE: Scope = { prefix: '', steps: [], round: null, outer: null }

/** The nearest round of that name around a scope, or of any name. */
export function roundOf(scope: Scope, name?: string): Round | null {
  for (let at: Scope | null = scope; at; at = at.outer) {
    if (at.round && (name === undefined || at.round.name === name)) return at.round
  }
  return null
}

/** The step of that id in one list, not in the lists within it. */
export function stepIn(steps: readonly (Step | Repeat)[], id: string): Step | undefined {
  return steps.find((step): step is Step => !('repeat' in step) && step.id === id)
}
