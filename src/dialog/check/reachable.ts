import type { AnswerValue } from '../answer.ts'
import { holds } from '../condition.ts'
import { ChecklistItem } from '../content.ts'
import { createFrame, type Frame } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { isInItem, type Position } from './position.ts'
import { scopesAt } from './scopes-at.ts'
import type { Surroundings } from './surroundings.ts'
import { type Demand, type Variable, valuesOf, variablesOf } from './variables.ts'

/** Beyond so many combinations a step is taken as reachable: a check must end. */
const MAX_TRIES = 20_000

/**
 * Whether some answers and facts lead to a step, by trying all that its conditions tell apart. An answer counts only where
 * its own question is asked. `items` are those it may stand in; without them any polarity is tried.
 */
export function isReachable(position: Position, around: Surroundings, items = anyItems(around)): boolean {
  const demands = demandsOn(position)
  if (demands.length === 0) return true
  const variables = variablesOf(demands, position.levels, around)
  if (variables === null) return true
  return (isInItem(position) ? items : [null]).some(item => {
    const choices = variables.map(variable => ({ variable, values: valuesOf(variable, around, item) }))
    const scopes = scopesAt(position.levels, () => ({ element: item, n: 1, total: 1 }))
    return canHold(demands, choices, scopes)
  })
}

/** Today's items, and one of each polarity: next year's checklist may have others. */
function anyItems({ checklists }: Surroundings): ChecklistItem[] {
  const items = checklists.flatMap(each => each.items)
  const [first] = items
  if (!first) return []
  return [...items, ...ChecklistItem.shape.polarity.options.map(polarity => ({ ...first, polarity }))]
}

function demandsOn({ node, levels }: Position): Demand[] {
  const around = levels.flatMap(({ repeat }, depth) =>
    repeat?.when ? [{ when: repeat.when, depth: depth - 1 }] : [],
  )
  return node.when ? [...around, { when: node.when, depth: levels.length - 1 }] : around
}

type Choice = { variable: Variable; values: ReturnType<typeof valuesOf> }

function canHold(demands: Demand[], choices: Choice[], scopes: Scope[]): boolean {
  const tries = choices.reduce(
    (product, { values }) => product * (values?.length ?? Number.POSITIVE_INFINITY),
    1,
  )
  if (tries > MAX_TRIES) return true
  const settle = (at: number, frame: Frame): boolean => {
    const { variable, values } = choices[at] ?? {}
    if (!variable || !values)
      return allHold(demands, scopes, frame) && choices.every(each => isAsked(each, scopes, frame))
    return values.some(value => settle(at + 1, withValue(frame, variable, value, scopes)))
  }
  return settle(0, createFrame({ dialog: '', script: '', subject: null }))
}

function allHold(demands: Demand[], scopes: Scope[], frame: Frame): boolean {
  return demands.every(({ when, depth }) => {
    const scope = scopes[depth]
    return scope !== undefined && holds(when, scope, frame)
  })
}

/** A step that has an answer is one that is asked. */
function isAsked({ variable: { named } }: Choice, scopes: Scope[], frame: Frame): boolean {
  const scope = named.kind === 'step' ? scopes[named.depth] : undefined
  if (named.kind !== 'step' || !named.step.when || !scope) return true
  return frame.answers[scope.prefix + named.step.id] === undefined || holds(named.step.when, scope, frame)
}

function withValue(
  frame: Frame,
  { named }: Variable,
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
