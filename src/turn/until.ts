import type { Instant } from '../lib/clock.ts'

/** The latest of the times that are there; undefined where none is. */
export function latest(...times: (Instant | undefined)[]): Instant | undefined {
  const there = times.filter(time => time !== undefined)
  return there.length === 0 ? undefined : Math.max(...there)
}

/** The earliest of the times that are there; undefined where none is. */
export function earliest(...times: (Instant | undefined)[]): Instant | undefined {
  const there = times.filter(time => time !== undefined)
  return there.length === 0 ? undefined : Math.min(...there)
}

/** Milliseconds that are left; undefined where there is no end. */
export function lifeOf(until: Instant | undefined, now: Instant): number | undefined {
  return until === undefined ? undefined : until - now
}
