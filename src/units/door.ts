import type { Seal } from '../storage/seal.ts'
import type { Moment } from '../turn/room.ts'
import { keyOf } from './code.ts'
import type { Unit } from './unit.ts'
import type { UnitStore } from './unit-store.ts'

/** Wrong codes somebody may send within the hour. */
const WRONG_CODES = 5
const HOUR = 3_600_000

/** Counts that all instances share. */
export interface Limits {
  /** Counts one more in a window that begins with its first; the count so far, this one included. */
  count(key: string, windowMs: number): Promise<number>
  /** The count without adding. */
  counted(key: string): Promise<number>
}

/** Where codes are tried. */
export interface Door {
  /** The unit a code opens, for whoever has not guessed too often. */
  open(code: string, moment: Pick<Moment, 'person' | 'now'>): Promise<Unit | 'wrong' | 'too-many'>
}

/** Without `limits` guesses are not counted. */
export function createDoor(deps: { units: UnitStore; seal: Seal; limits: Limits | null }): Door {
  const { units, seal, limits } = deps
  return {
    async open(code, { person, now }) {
      const tries = `wrong-codes:${seal.hash('wrong-codes', person)}`
      if (((await limits?.counted(tries)) ?? 0) >= WRONG_CODES) return 'too-many'
      const unit = await units.openedBy(keyOf(seal, code), now)
      if (unit) return unit
      await limits?.count(tries, HOUR)
      return 'wrong'
    },
  }
}
