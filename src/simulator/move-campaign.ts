import { daysBetween, toCivil } from '../campaign/civil-date.ts'
import type { CivilDate, MovableClock } from '../lib/clock.ts'

const DAY = 86_400_000

export type ClockMove = { date: CivilDate } | { days: number }

/** Moves by whole days: the time of day stays, so that a morning's chat goes on in the morning. */
export function moveCampaign(clock: MovableClock, move: ClockMove): void {
  const now = clock.now()
  const days = 'days' in move ? move.days : daysBetween(toCivil(now), move.date)
  clock.moveTo(now + days * DAY)
}
