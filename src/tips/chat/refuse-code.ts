import { LEGIBLE } from '../../lib/random.ts'
import type { Outcome } from '../../turn/room.ts'
import { plainCode } from '../query-code.ts'
import type { NotLetIn } from '../tip.ts'

const CODE = new RegExp(`^[${LEGIBLE}]{12}$`)

/** What cannot be a query code costs no try. */
export function looksLikeCode(typed: string): boolean {
  return CODE.test(plainCode(typed))
}

/** A code that opens nothing, and what is none, leave their question open. */
export function refuseCode(outcome: NotLetIn['outcome'] | 'no-code', wrong = 'look-up.wrong'): Outcome {
  if (outcome === 'no-code') return { reject: { phrase: 'look-up.no-code' } }
  return { reject: { phrase: outcome === 'wrong' ? wrong : 'look-up.too-many' } }
}
