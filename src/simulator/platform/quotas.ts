import { toCivil } from '../../campaign/civil-date.ts'
import type { Clock } from '../../lib/clock.ts'

/** A month's worth of clear_quota (wechat-platform §6.2). */
const CLEARED_A_MONTH = 10

export type Quota = { daily_limit: number; used: number; remain: number }

export type Quotas = ReturnType<typeof createQuotas>

/** Calls per path and day; the day begins at midnight in Beijing. */
export function createQuotas(clock: Clock) {
  let day = ''
  const used = new Map<string, number>()
  let cleared = { month: '', count: 0 }

  function today(): Map<string, number> {
    const now = toCivil(clock.now())
    if (now !== day) used.clear()
    day = now
    return used
  }

  return {
    /** Counts one more; false where the day's calls are used up. */
    take(path: string, daily: number): boolean {
      const count = today().get(path) ?? 0
      if (count >= daily) return false
      used.set(path, count + 1)
      return true
    },

    read(path: string, daily: number): Quota {
      const count = today().get(path) ?? 0
      return { daily_limit: daily, used: count, remain: Math.max(0, daily - count) }
    },

    /** One path, or all of them; false where the month's clearings are used up. */
    clear(path?: string): boolean {
      const month = toCivil(clock.now()).slice(0, 7)
      const count = cleared.month === month ? cleared.count : 0
      if (count >= CLEARED_A_MONTH) return false
      cleared = { month, count: count + 1 }
      if (path === undefined) today().clear()
      else today().delete(path)
      return true
    },
  }
}
