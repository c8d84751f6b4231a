import type { Script } from '../dialog/script.ts'
import type { Shelf } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import type { SelfCheck } from './self-check-store.ts'

/**
 * The questions of a unit's self-check. A version being written stays with those it began with, unless the unit was
 * registered anew as the other kind; a new version begins with today's.
 */
export async function scriptFor(shelf: Shelf, unit: Unit, selfCheck: SelfCheck | null): Promise<Script> {
  const current = shelf.current(`self-check/${unit.subject}`)
  const isBegun = selfCheck?.version === 0 && selfCheck.subject === unit.subject
  return isBegun ? ((await shelf.byHash(selfCheck.script)) ?? current) : current
}
