import type { Clock } from '../lib/clock.ts'

/** Hands out `burst` at once and one more every `everyMs`. */
export type TokenBucket = {
  /** Takes one; where none is there, says in how many milliseconds to come again: one after the other, in their order. */
  take(): 'taken' | number
}

export function createTokenBucket(clock: Clock, burst: number, everyMs: number): TokenBucket {
  /** When the bucket is full again; a token moves it on by what it takes to grow back. */
  let fullAt = clock.now()
  /** When whoever was sent away last comes again. */
  let lastAt = Number.NEGATIVE_INFINITY
  return {
    take() {
      const now = clock.now()
      const next = Math.max(now, fullAt) + everyMs
      const thereAt = next - burst * everyMs
      if (thereAt <= now) {
        fullAt = next
        return 'taken'
      }
      lastAt = Math.max(lastAt + everyMs, thereAt)
      return lastAt - now
    },
  }
}
