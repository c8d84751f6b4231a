import type { AnswerValue } from '../answer.ts'
import { holds } from '../condition.ts'
import { ChecklistItem, type Condition } from '../content.ts'
import { createFrame, type Frame } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { clausesOf } from './clauses.ts'
import type { Level, Position } from './position.ts'
import { possibleValues } from './possible-values.ts'
import { type Named, resolveName } from './resolve-name.ts'
import { scopesAt } from './scopes-at.ts'
import { CHECKLIST_ITEMS, type Surroundings } from './surroundings.ts'

/** A condition that must hold in the list of that depth. */
type Demand = { when: Condition; depth: number }

type Variable = { named: Exclude<Named, { kind: 'field' }>; mentioned: Set<string> }

/** Stands for every value that no condition mentions. */
const ANY_OTHER = '\u0000'
/** Beyond so many combinations a step is taken as reachable: a check must end. */
const MAX_TRIES = 20_000

/**
 * Whether some answers and facts lead to a step, by trying all that its conditions tell apart. An answer counts only where
 * its own question is asked. `items` are those it may stand in; without them any polarity is tried.
 */
export function isReachable(position: Position, around: Surroundings, items = anyItems(around)): boolean {
  const { levels } = position
  const demands = demandsOn(position)
  if (demands.length === 0) return true
  const inItems = levels.some(({ repeat }) => repeat?.over === CHECKLIST_ITEMS)
  const variables = variablesOf(demands, levels, around)
  if (variables === null) return true
  return (inItems ? items : [null]).some(item => canHold(demands, variables, levels, around, item))
}

/** Today's items, and one of each polarity: next year's checklist may have others. */
function anyItems({ checklists }: Surroundings): ChecklistItem[] {
  const items = checklists.flatMap(each => each.items)
  const [first] = items
  return first
    ? [...items, ...ChecklistItem.shape.polarity.options.map(polarity => ({ ...first, polarity }))]
    : []
}

function demandsOn({ node, levels }: Position): Demand[] {
  const around = levels.flatMap(({ repeat }, depth) =>
    repeat?.when ? [{ when: repeat.when, depth: depth - 1 }] : [],
  )
  return node.when ? [...around, { when: node.when, depth: levels.length - 1 }] : around
}

/** What the demands name, and what the conditions of those steps name in turn; null where a given list's fields decide. */
function variablesOf(
  demands: Demand[],
  levels: readonly Level[],
  { given }: Surroundings,
): Map<string, Variable> | null {
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
      const variable = found.get(key) ?? { named, mentioned: new Set() }
      if (!found.has(key) && named.kind === 'step' && named.step.when)
        queue.push({ when: named.step.when, depth: named.depth })
      found.set(key, variable)
      if (wanted !== 'incomplete') for (const value of wanted) variable.mentioned.add(value)
    }
  }
  return found
}

function canHold(
  demands: Demand[],
  variables: Map<string, Variable>,
  levels: readonly Level[],
  around: Surroundings,
  item: ChecklistItem | null,
): boolean {
  const scopes = scopesAt(levels, () => ({ element: item, n: 1, total: 1 }))
  const choices = [...variables.values()].map(variable => ({
    variable,
    values: valuesOf(variable, around, item),
  }))
  if (choices.reduce((product, { values }) => product * values.length, 1) > MAX_TRIES) return true

  const settle = (at: number, frame: Frame): boolean => {
    const choice = choices[at]
    if (!choice) return isConsistent(frame, demands, variables, scopes)
    return choice.values.some(value => settle(at + 1, withValue(frame, choice.variable.named, value, scopes)))
  }
  return settle(0, createFrame({ dialog: '', script: '', subject: null }))
}

function valuesOf(
  { named, mentioned }: Variable,
  around: Surroundings,
  item: ChecklistItem | null,
): (AnswerValue | undefined)[] {
  const values = [...mentioned]
  if (named.kind === 'step' && named.step.answer.type === 'multi-choice') {
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

function withValue(
  frame: Frame,
  named: Variable['named'],
  value: AnswerValue | undefined,
  scopes: Scope[],
): Frame {
  if (value === undefined) return frame
  if (named.kind === 'fact') return { ...frame, facts: { ...frame.facts, [named.fact]: String(value) } }
  return {
    ...frame,
    answers: { ...frame.answers, [`${scopes[named.depth]?.prefix}${named.step.id}`]: value },
  }
}

/** All demands hold, and every answer was given to a question that is asked. */
function isConsistent(
  frame: Frame,
  demands: Demand[],
  variables: Map<string, Variable>,
  scopes: Scope[],
): boolean {
  const asked = [...variables.values()].every(({ named }) => {
    if (named.kind !== 'step' || !named.step.when) return true
    const scope = scopes[named.depth]
    return (
      !scope ||
      frame.answers[scope.prefix + named.step.id] === undefined ||
      holds(named.step.when, scope, frame)
    )
  })
  return (
    asked &&
    demands.every(({ when, depth }) => {
      const scope = scopes[depth]
      return scope !== undefined && holds(when, scope, frame)
    })
  )
}
