import type { Clock } from '../lib/clock.ts'

/** Waits until one more may go out. */
export type Pace = () => Promise<void>

/** So many per second, evenly; what was not used is not saved up. */
export function createPace(perSecond: number, clock: Clock, wait: (ms: number) => Promise<unknown>): Pace {
  const apartMs = 1_000 / perSecond
  let free = 0
  return async () => {
    const now = clock.now()
    const mine = Math.max(now, free)
    free = mine + apartMs
    if (mine > now) await wait(mine - now)
  }
}
