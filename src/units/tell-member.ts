import { setTimeout as delay } from 'node:timers/promises'
import type { Say } from '../dialog/answer.ts'
import type { Speak } from '../dialog/fill.ts'
import type { Park } from '../turn/park.ts'
import type { PersonKey } from '../turn/store.ts'

/**
 * Leaves a sentence for what somebody else does next; given again under the same id it is said once. False where that
 * person has been talking all the while.
 */
export type TellMember = (person: PersonKey, id: string, say: Say) => Promise<boolean>

/** Within a turn of 4.5 s; theirs takes a few milliseconds. */
const TRIES = 8
const WAIT_MS = 100

export function createTellMember(park: Park, speak: Speak): TellMember {
  return async function tell(person, id, say) {
    for (let tries = 1; tries <= TRIES; tries++) {
      if (await park(person, { id, text: speak(say) })) return true
      await delay(WAIT_MS)
    }
    return false
  }
}
