import type { Clock } from '../lib/clock.ts'

/** Hands out `burst` at once and one more every `everyMs`. */
export type TokenBucket = {
  /** How long to wait before the token may be used, in milliseconds; null, and nothing is taken, for longer than `patienceMs`. */
  take(patienceMs: number): number | null
}

export function createTokenBucket(clock: Clock, burst: number, everyMs: number): TokenBucket {
  /** When the bucket is full again; a token moves it on by what it takes to grow back. */
  let fullAt = clock.now()
  return {
    take(patienceMs) {
      const now = clock.now()
      const next = Math.max(now, fullAt) + everyMs
      const waitMs = Math.max(0, next - now - burst * everyMs)
      if (waitMs > patienceMs) return null
      fullAt = next
      return waitMs
    },
  }
}
