import type { Job } from '../../lib/jobs.ts'
import type { PersonRef } from '../../turn/inbound.ts'
import type { Notice, TipOutbox } from '../tip.ts'

/** Tells a reporter that there is news, naming nothing. False: not now, try again. */
export type TellReporter = (ref: PersonRef, kind: Notice) => Promise<boolean>

const EVERY_MS = 60_000
const BATCH = 100

/**
 * Tells each reporter whom the level lets be told, while `isDaytime`: at night others see what lights up a phone. A crash in
 * between tells twice rather than never.
 */
export function createTellReporters(outbox: TipOutbox, tell: TellReporter, isDaytime: () => boolean): Job {
  return {
    name: 'tell reporters',
    everyMs: EVERY_MS,
    async run() {
      let told = 0
      for await (const { id, kind, ref } of outbox.due()) {
        if (told === BATCH || !isDaytime()) return
        if (!(await tell(ref, kind))) continue
        await outbox.told(id)
        told += 1
      }
    },
  }
}
