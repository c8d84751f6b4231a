import type { Speak } from '../../dialog/fill.ts'
import { newId, type Random } from '../../lib/random.ts'
import type { Seal } from '../../storage/seal.ts'
import type { Park } from '../../turn/park.ts'
import { personKey } from '../../turn/person-key.ts'
import type { TellReporter } from './tell-reporters.ts'

/**
 * With their next message, in words that name nothing. What waits has a random name of its own: it must not lead from the
 * person to the tip.
 */
export function tellByParking(deps: {
  park: Park
  seal: Pick<Seal, 'hash'>
  random: Random
  speak: Speak
}): TellReporter {
  const { park, seal, random } = deps
  const text = deps.speak({ phrase: 'tip.news' })
  return ref => park(personKey(seal, ref), { id: newId(random), text })
}
