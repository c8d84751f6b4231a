import type { Job } from '../../lib/jobs.ts'
import type { PersonRef } from '../../turn/inbound.ts'
import type { Notice, TipOutbox } from '../tip.ts'

/** Tells a reporter that there is news, naming nothing. False: not now, try again. */
export type TellReporter = (ref: PersonRef, kind: Notice) => Promise<boolean>

const EVERY_MS = 60_000
const BATCH = 100

/**
 * Tells each reporter whom the level lets be told, while `isDaytime`: at night others see what lights up a phone. Once for all
 * that waits for one: the sentence is the same. A crash in between tells twice rather than never.
 */
export function createTellReporters(outbox: TipOutbox, tell: TellReporter, isDaytime: () => boolean): Job {
  return {
    name: 'tell reporters',
    everyMs: EVERY_MS,
    async run() {
      const told = new Set<string>()
      for await (const { id, kind, ref } of outbox.due()) {
        const who = JSON.stringify(ref)
        if (!told.has(who)) {
          if (told.size === BATCH || !isDaytime()) return
          if (!(await tell(ref, kind))) continue
          told.add(who)
        }
        await outbox.told(id)
      }
    },
  }
}
