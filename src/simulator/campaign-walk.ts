import { addDays, startOf, toCivil } from '../campaign/civil-date.ts'
import { AppError } from '../errors.ts'
import type { CivilDate, Instant, MovableClock } from '../lib/clock.ts'
import { type ClockMove, moveCampaign } from './move-campaign.ts'

/** When a day's work is looked in on: 09:30 and 15:00. */
const HOURS = [9.5 * 3_600_000, 15 * 3_600_000]
const MOST_DAYS = 3_660

export type ClockState = { now: Instant; date: CivilDate; until: CivilDate | null }

export type CampaignWalkOptions = {
  clock: MovableClock
  /** The product's jobs, and whatever these cause, after each move. */
  afterMove: () => Promise<void>
  /** Hears of every step. */
  onMove: (state: ClockState) => void
}

export type CampaignWalk = ReturnType<typeof createCampaignWalk>

/** Moves the campaign's clock, at once or day by day; one at a time. */
export function createCampaignWalk({ clock, afterMove, onMove }: CampaignWalkOptions) {
  let until: CivilDate | null = null
  let isStopped = false
  const state = (): ClockState => ({ now: clock.now(), date: toCivil(clock.now()), until })

  async function step(move: () => void): Promise<void> {
    move()
    onMove(state())
    await afterMove()
  }

  return {
    state,

    /** Throws `request-bad` while the campaign runs. */
    async move(move: ClockMove): Promise<ClockState> {
      if (until) throw new AppError('request-bad', `the campaign is running to ${until}`)
      await step(() => moveCampaign(clock, move))
      return state()
    },

    /** Runs through the working hours of every day to the end of `date`. Throws `request-bad` where that is no run. */
    async run(date: CivilDate): Promise<ClockState> {
      if (until) throw new AppError('request-bad', `the campaign is running to ${until}`)
      const stops = stopsUntil(clock.now(), date)
      if (stops.length === 0) throw new AppError('request-bad', 'until is over already')
      until = date
      try {
        for (const stop of stops) {
          if (isStopped) break
          await step(() => clock.moveTo(stop))
        }
      } finally {
        until = null
        onMove(state())
      }
      return state()
    },

    /** Ends a run after the step under way. */
    stop(): void {
      isStopped = true
    },
  }
}

/** The working hours after `now` up to and with the last day; no more than ten years of them. */
export function stopsUntil(now: Instant, last: CivilDate): Instant[] {
  const stops: Instant[] = []
  const first = toCivil(now)
  for (let days = 0; days <= MOST_DAYS; days++) {
    const day = addDays(first, days)
    if (day > last) break
    stops.push(...HOURS.map(hour => startOf(day) + hour).filter(stop => stop > now))
  }
  return stops
}
