import type { AnswerValue } from '../answer.ts'
import type { ChecklistItem, Condition } from '../content.ts'
import { clausesOf } from './clauses.ts'
import type { Level } from './position.ts'
import { possibleValues } from './possible-values.ts'
import { type Named, resolveName } from './resolve-name.ts'
import { CHECKLIST_ITEMS, type Surroundings } from './surroundings.ts'

/** A condition that must hold in the list of that depth. */
export type Demand = { when: Condition; depth: number }

/** A step or fact that conditions name, with the values they tell apart. */
export type Variable = { named: Exclude<Named, { kind: 'field' }>; mentioned: Set<string> }

/** Stands for every value that no condition mentions. */
const ANY_OTHER = '\u0000'
/** Every combination of so many ticks is tried, and none of more. */
const MAX_TICKS = 8

/** What the demands name, and what the conditions of those steps name in turn; null where a given list's fields decide. */
export function variablesOf(
  demands: Demand[],
  levels: readonly Level[],
  { given }: Surroundings,
): Variable[] | null {
  const found = new Map<string, Variable>()
  const queue = [...demands]
  for (const { when, depth } of queue) {
    for (const { name, wanted } of clausesOf(when, [])) {
      const named = resolveName(name, levels.slice(0, depth + 1), given)
      if ('fault' in named) continue
      if (named.kind === 'field') {
        if (named.over !== CHECKLIST_ITEMS) return null
        continue
      }
      const key = named.kind === 'fact' ? name : `${named.depth} ${name}`
      const known = found.get(key)
      const variable = known ?? { named, mentioned: new Set() }
      if (!known && named.kind === 'step' && named.step.when)
        queue.push({ when: named.step.when, depth: named.depth })
      found.set(key, variable)
      if (wanted !== 'incomplete') for (const value of wanted) variable.mentioned.add(value)
    }
  }
  return [...found.values()]
}

/** The values worth trying, `undefined` for “not answered”; null where they are too many. */
export function valuesOf(
  { named, mentioned }: Variable,
  around: Surroundings,
  item: ChecklistItem | null,
): (AnswerValue | undefined)[] | null {
  const values = [...mentioned]
  if (named.kind === 'step' && named.step.answer.type === 'multi-choice') {
    if (values.length > MAX_TICKS) return null
    const { options } = named.step.answer
    const all = options === 'item.checks' ? item?.checks : Array.isArray(options) ? options : []
    return [undefined, ...subsetsOf(values), all?.map(({ id }) => id) ?? []]
  }
  const possible = possibleValues(named, around)
  const others = possible === null || possible.some(value => !mentioned.has(value))
  return [undefined, ...values, ...(others ? [ANY_OTHER] : [])]
}

function subsetsOf(values: string[]): string[][] {
  const [first, ...others] = values
  if (first === undefined) return [[]]
  return subsetsOf(others).flatMap(subset => [subset, [first, ...subset]])
}
