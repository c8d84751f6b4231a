import type { Clock } from '../lib/clock.ts'
import type { PersonKey } from '../turn/store.ts'
import type { WrongCodes } from '../turn/wrong-codes.ts'

const HOUR = 3_600_000

/** Wrong query codes, of one person and of everybody. */
export type Guesses = {
  areUsedUp(person: PersonKey): Promise<boolean>
  wrong(person: PersonKey): Promise<void>
}

/**
 * Windows of an hour begin with their first wrong try. Where everybody's is used up, only who has guessed wrong is held back:
 * nobody can shut it for the others. Everybody's is counted in this process alone, for a shared one would begin at the
 * same moment as that of whoever was first.
 */
export function createGuesses(
  wrongCodes: WrongCodes,
  clock: Clock,
  most: { 'wrong-codes': number; 'wrong-codes-in-all': number },
): Guesses {
  let everybody = { count: 0, until: 0 }
  return {
    async areUsedUp(person) {
      const wrong = await wrongCodes.of(person)
      const isTooMuch = everybody.until > clock.now() && everybody.count >= most['wrong-codes-in-all']
      return wrong >= most['wrong-codes'] || (isTooMuch && wrong > 0)
    },
    async wrong(person) {
      const now = clock.now()
      if (everybody.until <= now) everybody = { count: 0, until: now + HOUR }
      everybody.count += 1
      await wrongCodes.another(person)
    },
  }
}
