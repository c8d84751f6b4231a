import { setTimeout as delay } from 'node:timers/promises'
import type { Say } from '../dialog/answer.ts'
import type { Speak } from '../dialog/fill.ts'
import type { Park } from '../turn/park.ts'
import type { PersonKey } from '../turn/store.ts'

/**
 * Leaves a sentence for what somebody else sends next; given again under the same id it is said once. Whoever talks all the
 * while finds out by what they are answered.
 */
export type TellMember = (person: PersonKey, id: string, say: Say) => Promise<void>

/** Within a turn of 4.5 s; theirs takes a few milliseconds. */
const TRIES = 8
const WAIT_MS = 100

export function createTellMember(park: Park, speak: Speak): TellMember {
  return async function tell(person, id, say) {
    for (let tries = 1; tries <= TRIES; tries++) {
      if (await park(person, { id, text: speak(say) })) return
      await delay(WAIT_MS)
    }
  }
}
