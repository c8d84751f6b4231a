import type { Counts } from '../lib/shared-values.ts'
import type { PersonKey } from './store.ts'

const HOUR = 3_600_000

/**
 * Wrong codes that a person sent within an hour of the first, over all instances. Codes of every kind count alike: whoever
 * reads the count must not learn that somebody tried the code of a tip.
 */
export type WrongCodes = {
  of(person: PersonKey): Promise<number>
  another(person: PersonKey): Promise<void>
}

export function createWrongCodes(
  counts: Counts,
  seal: { hash(purpose: string, text: string): string },
): WrongCodes {
  const keyOf = (person: PersonKey) => `wrong-codes:${seal.hash('wrong-codes', person)}`
  return {
    of: person => counts.counted(keyOf(person)),
    async another(person) {
      await counts.count(keyOf(person), HOUR)
    },
  }
}
