import type { Clock } from '../../src/lib/clock.ts'
import type { Limits } from '../../src/units/door.ts'

/** Counts in memory. */
export function createLimits(wall: Clock): Limits {
  const counts = new Map<string, { count: number; until: number }>()
  const standing = (key: string) => {
    const found = counts.get(key)
    return found && found.until > wall.now() ? found : null
  }
  return {
    async count(key, windowMs) {
      const counted = standing(key) ?? { count: 0, until: wall.now() + windowMs }
      counts.set(key, { ...counted, count: counted.count + 1 })
      return counted.count + 1
    },
    counted: async key => standing(key)?.count ?? 0,
  }
}
