import type { Step } from '../content.ts'
import type { Level } from './position.ts'
import { fieldsOf, type Given } from './surroundings.ts'

/** What a name in a condition stands for. `depth` is the index of the list that has the step. */
export type Named =
  | { kind: 'step'; step: Step; depth: number }
  | { kind: 'fact'; fact: string; values: readonly string[] | null }
  | { kind: 'field'; round: string; over: string; field: string }

export type NameFault = { fault: 'step-unknown' | 'step-later' | 'fact-unknown' | 'field-unknown' }

/** Finds a name as `holds` does: in the innermost list that has such a step, among the facts, or in the element of a repeat. */
export function resolveName(name: string, levels: readonly Level[], given: Given): Named | NameFault {
  const dot = name.indexOf('.')
  if (dot < 0) return resolveStep(name, levels)
  const [head, field] = [name.slice(0, dot), name.slice(dot + 1)]
  if (head === 'facts') {
    const values = given.facts[field]
    return values === undefined ? { fault: 'fact-unknown' } : { kind: 'fact', fact: field, values }
  }
  const over = levels.findLast(({ repeat }) => repeat?.repeat === head)?.repeat?.over
  if (over === undefined || !fieldsOf(over, given).includes(field)) return { fault: 'field-unknown' }
  return { kind: 'field', round: head, over, field }
}

function resolveStep(id: string, levels: readonly Level[]): Named | NameFault {
  for (const [back, { steps, at }] of levels.toReversed().entries()) {
    const index = steps.findIndex(node => !('repeat' in node) && node.id === id)
    if (index < 0) continue
    if (index >= at) return { fault: 'step-later' }
    return { kind: 'step', step: steps[index] as Step, depth: levels.length - 1 - back }
  }
  return { fault: 'step-unknown' }
}
