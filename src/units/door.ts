import type { Seal } from '../storage/seal.ts'
import type { Moment } from '../turn/room.ts'
import type { WrongCodes } from '../turn/wrong-codes.ts'
import { keyOf } from './code.ts'
import type { Unit } from './unit.ts'
import type { UnitStore } from './unit-store.ts'

/** Wrong codes somebody may send within the hour. */
const WRONG_CODES = 5

/** Where codes are tried. */
export interface Door {
  /** The unit a code opens, for whoever has not guessed too often. */
  open(code: string, moment: Pick<Moment, 'person' | 'now'>): Promise<Unit | 'wrong' | 'too-many'>
}

export function createDoor(deps: { units: UnitStore; seal: Seal; wrongCodes: WrongCodes }): Door {
  const { units, seal, wrongCodes } = deps
  return {
    async open(code, { person, now }) {
      if ((await wrongCodes.of(person)) >= WRONG_CODES) return 'too-many'
      const unit = await units.openedBy(keyOf(seal, code), now)
      if (unit) return unit
      await wrongCodes.another(person)
      return 'wrong'
    },
  }
}
