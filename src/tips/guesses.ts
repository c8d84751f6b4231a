import type { Counts } from '../lib/shared-values.ts'
import type { Seal } from '../storage/seal.ts'
import type { PersonKey } from '../turn/store.ts'

const HOUR = 3_600_000

/** Wrong query codes, of one person and of everybody. Its keys do not tell that they count tips. */
export type Guesses = {
  areUsedUp(person: PersonKey): Promise<boolean>
  wrong(person: PersonKey): Promise<void>
}

/** Windows of an hour begin with their first wrong try. */
export function createGuesses(
  counts: Counts,
  seal: Pick<Seal, 'hash'>,
  most: { 'wrong-codes': number; 'wrong-codes-in-all': number },
): Guesses {
  const everybody = seal.hash('limit', 'query code')
  const keyOf = (person: PersonKey) => seal.hash('limit', `query code ${person}`)
  return {
    async areUsedUp(person) {
      const [ofPerson, ofAll] = await Promise.all([counts.counted(keyOf(person)), counts.counted(everybody)])
      return ofPerson >= most['wrong-codes'] || ofAll >= most['wrong-codes-in-all']
    },
    async wrong(person) {
      await Promise.all([counts.count(keyOf(person), HOUR), counts.count(everybody, HOUR)])
    },
  }
}
