import type { Counts } from '../lib/shared-values.ts'
import type { Seal } from '../storage/seal.ts'
import type { Moment } from '../turn/room.ts'
import { keyOf } from './code.ts'
import type { Unit } from './unit.ts'
import type { UnitStore } from './unit-store.ts'

/** Wrong codes somebody may send within the hour. */
const WRONG_CODES = 5
const HOUR = 3_600_000

/** Where codes are tried. */
export interface Door {
  /** The unit a code opens, for whoever has not guessed too often. */
  open(code: string, moment: Pick<Moment, 'person' | 'now'>): Promise<Unit | 'wrong' | 'too-many'>
}

export function createDoor(deps: { units: UnitStore; seal: Seal; counts: Counts }): Door {
  const { units, seal, counts } = deps
  return {
    async open(code, { person, now }) {
      const tries = `wrong-codes:${seal.hash('wrong-codes', person)}`
      if ((await counts.counted(tries)) >= WRONG_CODES) return 'too-many'
      const unit = await units.openedBy(keyOf(seal, code), now)
      if (unit) return unit
      await counts.count(tries, HOUR)
      return 'wrong'
    },
  }
}
