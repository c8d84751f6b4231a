import type { CivilDate } from '../lib/clock.ts'
import type { PaperDuty } from './obligations.ts'

export type Standing = 'not-owed' | 'met' | 'open' | 'today' | 'overdue'

/** How a duty stands on a day. The due day is still in time (A12), and who owes nothing is never overdue (A14). */
export function standingOf(duty: Pick<PaperDuty, 'owed' | 'met' | 'due'>, today: CivilDate): Standing {
  if (!duty.owed) return 'not-owed'
  if (duty.met) return 'met'
  if (today === duty.due) return 'today'
  return today < duty.due ? 'open' : 'overdue'
}
