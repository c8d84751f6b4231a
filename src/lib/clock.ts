/** Milliseconds since the Unix epoch. */
export type Instant = number

/** A day in the bureau's calendar, `YYYY-MM-DD`. */
export type CivilDate = string

/** The only source of time. Rules receive an `Instant`; they never ask for one. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }

/** The campaign's clock in the simulator: it runs on, but may stand in another year. */
export interface MovableClock extends Clock {
  moveTo(instant: Instant): void
}

export function createMovableClock(base: Clock, start: Instant = base.now()): MovableClock {
  let offset = start - base.now()
  return {
    now: () => base.now() + offset,
    moveTo: instant => {
      offset = instant - base.now()
    },
  }
}
