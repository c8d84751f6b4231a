import type { Clock } from '../lib/clock.ts'
import type { Job } from '../lib/jobs.ts'
import type { Plan } from './plan.ts'

export type JobDependencies = {
  plan: Plan
  sendDue: () => Promise<number>
  sweep: () => Promise<void>
  /** The campaign's clock, by which it is planned. */
  clock: Clock
  wall: Clock
  /** A newcomer at the simulator does not wait a minute. */
  planMs?: number
}

const PLAN_MS = 60_000
const SEND_MS = 3_000
const SWEEP_MS = 24 * 3_600_000
/** A run of sending ends after this, so that a process can stop; what is left goes in the next. */
const RUN_MS = 15_000
/** Planning that takes long, as over a million units, rests so many times as long. */
const LONG_MS = 1_000
const REST = 20

/** What is done about reminders beside the turns. */
export function createReminderJobs({
  plan,
  sendDue,
  sweep,
  clock,
  wall,
  planMs = PLAN_MS,
}: JobDependencies): Job[] {
  let restsUntil = 0
  return [
    {
      name: 'plan reminders',
      everyMs: planMs,
      async run() {
        const began = wall.now()
        if (began < restsUntil) return
        await plan(clock.now())
        const took = wall.now() - began
        restsUntil = took < LONG_MS ? 0 : wall.now() + REST * took
      },
    },
    {
      name: 'send reminders',
      everyMs: SEND_MS,
      async run() {
        const until = wall.now() + RUN_MS
        while ((await sendDue()) > 0 && wall.now() < until);
      },
    },
    { name: 'sweep attempts', everyMs: SWEEP_MS, run: sweep },
  ]
}
