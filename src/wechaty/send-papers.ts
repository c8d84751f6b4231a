import { setTimeout as delay } from 'node:timers/promises'
import { toAppError } from '../errors.ts'
import type { Clock, Instant } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { Say } from './say.ts'
import type { WechatyVoice } from './voice.ts'

/** What of a filing this person may have as files, in its order; each is made when it is its turn. */
export type PapersFor = (
  person: PersonRef,
  receipt: string,
) => Promise<{ fileName: string; render(): Promise<Uint8Array> }[]>

export type SendPapersOptions = {
  papersFor: PapersFor
  admit: WechatyVoice['admit']
  say: Say
  wall: Clock
  log: Log
  /** Once the account is to stop nothing waits for its turn. */
  stopping: AbortSignal
}

/** The person's next reply waits behind. */
const PATIENCE_MS = 30_000

/**
 * Sends the papers of a filing after the reply that has their address: whatever keeps them back, nothing is missing. They
 * are paced with what is said unasked, for the account's sake. Never rejects.
 */
export function createSendPapers({ papersFor, admit, say, wall, log, stopping }: SendPapersOptions) {
  async function isLetThrough(person: PersonRef, until: Instant): Promise<boolean> {
    for (let turn = admit(person); turn !== 'now'; turn = admit(person)) {
      if (wall.now() + turn > until || stopping.aborted) return false
      await delay(turn, undefined, { signal: stopping }).catch(() => {})
    }
    return wall.now() < until
  }

  return async function sendPapers(person: PersonRef, receipt: string): Promise<void> {
    const until = wall.now() + PATIENCE_MS
    try {
      for (const { fileName, render } of await papersFor(person, receipt)) {
        if (!(await isLetThrough(person, until)))
          return log.warn(
            {},
            'wechaty: papers not sent as files, the puppet is away, has said enough or is to stop',
          )
        await say(person.id, { kind: 'file', name: fileName, bytes: await render() })
      }
    } catch (thrown) {
      log.warn({ code: toAppError(thrown).code, err: thrown }, 'wechaty: papers not sent as files')
    }
  }
}
