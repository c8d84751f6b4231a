import type { Condition } from '../content.ts'
import type { Path } from './flaw.ts'

/** One name of a condition with the values it may have, or `incomplete`. */
export type Clause = { name: string; wanted: string[] | 'incomplete'; path: Path }

/** All clauses of a condition, however deep, each with the place where it stands. */
export function clausesOf(condition: Condition, path: Path): Clause[] {
  if ('all' in condition && Array.isArray(condition.all))
    return clausesOfList(condition.all as Condition[], [...path, 'all'])
  if ('any' in condition && Array.isArray(condition.any))
    return clausesOfList(condition.any as Condition[], [...path, 'any'])
  if ('not' in condition && !Array.isArray(condition.not))
    return clausesOf(condition.not as Condition, [...path, 'not'])
  return Object.entries(condition as Record<string, string[] | { incomplete: true }>).map(
    ([name, wanted]) => ({
      name,
      wanted: Array.isArray(wanted) ? wanted : 'incomplete',
      path: [...path, name],
    }),
  )
}

function clausesOfList(conditions: Condition[], path: Path): Clause[] {
  return conditions.flatMap((condition, index) => clausesOf(condition, [...path, index]))
}
