import type { Condition } from '../content.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { type Flaw, flaw, type Path } from './flaw.ts'
import type { Level, Position } from './position.ts'
import { possibleValues } from './possible-values.ts'
import { type Named, resolveName } from './resolve-name.ts'
import type { Surroundings } from './surroundings.ts'

/** Names that a step's condition cannot know, and values they can never have. */
export function conditionFlaws({ node, path, levels }: Position, around: Surroundings): Flaw[] {
  return node.when ? flawsOfCondition(node.when, [...path, 'when'], levels, around) : []
}

export function flawsOfCondition(
  when: Condition,
  path: Path,
  levels: readonly Level[],
  around: Surroundings,
): Flaw[] {
  return clausesOf(when, path).flatMap(clause => clauseFlaws(clause, levels, around))
}

function clauseFlaws({ name, wanted, path }: Clause, levels: readonly Level[], around: Surroundings): Flaw[] {
  const named = resolveName(name, levels, around.given)
  if ('fault' in named) {
    if (named.fault !== 'fact-unknown') return [flaw(path, named.fault, { name })]
    return [
      flaw(path, named.fault, {
        name,
        allowed: Object.keys(around.given.facts)
          .map(fact => `facts.${fact}`)
          .join('、'),
      }),
    ]
  }
  if (wanted === 'incomplete')
    return countsItsOptions(named) ? [] : [flaw(path, 'incomplete-unfit', { name })]
  const possible = possibleValues(named, around)
  if (possible === null) return []
  return wanted.flatMap((value, index) =>
    possible.includes(value)
      ? []
      : [flaw([...path, index], 'value-unknown', { name, value, allowed: possible.join('、') })],
  )
}

/** `incomplete` compares with the number of options, which the engine knows where they are written out or are an item's checks. */
function countsItsOptions(named: Named): boolean {
  if (named.kind !== 'step' || named.step.answer.type !== 'multi-choice') return false
  const { options } = named.step.answer
  return Array.isArray(options) || options === 'item.checks'
}
