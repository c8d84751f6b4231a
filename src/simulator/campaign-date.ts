import type { CivilDate, Instant, MovableClock } from '../lib/clock.ts'

const DAY = 86_400_000
/** Asia/Shanghai has had no summer time since 1991. */
const OFFSET = 8 * 3_600_000

export type ClockMove = { date: CivilDate } | { days: number }

export function campaignDate(now: Instant): CivilDate {
  return new Date(now + OFFSET).toISOString().slice(0, 10)
}

/** Moves by whole days: the time of day stays, so that a morning's chat goes on in the morning. */
export function moveCampaign(clock: MovableClock, move: ClockMove): void {
  const now = clock.now()
  const days = 'days' in move ? move.days : (Date.parse(move.date) - Date.parse(campaignDate(now))) / DAY
  clock.moveTo(now + days * DAY)
}
