import type { Round, Scope } from '../scope.ts'
import type { Level } from './position.ts'

/** The element a repeat stands at, and its place among the others. */
export type At = Pick<Round, 'element' | 'n' | 'total'>

const NOWHERE: At = { element: null, n: 1, total: 1 }

/** The scopes the engine would make on its way to a position, the innermost last; `at` tells where a repeat stands. */
export function scopesAt(levels: readonly Level[], at: (over: string) => At): Scope[] {
  const scopes: Scope[] = []
  for (const { steps, repeat } of levels) {
    const outer = scopes.at(-1) ?? null
    const { element, n, total } = repeat?.over === undefined ? NOWHERE : at(repeat.over)
    const key = element?.id ?? '1'
    const round = repeat && { name: repeat.repeat, key, element, n, total }
    scopes.push({ prefix: repeat ? `${outer?.prefix ?? ''}${key}.` : '', steps, round, outer })
  }
  return scopes
}
