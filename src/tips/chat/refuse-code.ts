import type { Outcome } from '../../turn/room.ts'
import type { NotLetIn } from '../tip.ts'

/** A code that opens nothing leaves its question open. */
export function refuseCode(outcome: NotLetIn['outcome'], wrong = 'look-up.wrong'): Outcome {
  return { reject: { phrase: outcome === 'wrong' ? wrong : 'look-up.too-many' } }
}
