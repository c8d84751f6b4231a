import type { Phrases } from '../dialog/content.ts'
import type { Parts } from './parts.ts'

/** The phrases of all files together; where two give the same one, the check tells. */
export function allPhrases({ phrases }: Pick<Parts, 'phrases'>): Phrases {
  return Object.assign({}, ...phrases.map(({ value }) => value))
}
