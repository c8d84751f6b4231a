import type { Clock, Instant } from '../../src/lib/clock.ts'
import type { Log } from '../../src/lib/logger.ts'
import { type Random, seededRandom } from '../../src/lib/random.ts'

export { seededRandom }

export type LogLine = { level: 'info' | 'warn' | 'error'; fields: object; message: string }

/** Time, chance and the log of one test: the same every time it runs. */
export type TestWorld = {
  wall: Clock & { set(instant: Instant): void; advance(milliseconds: number): void }
  random: Random
  log: Log
  lines: LogLine[]
}

export function createWorld(start = '2022-03-10T09:30:00+08:00', seed = 'anpei'): TestWorld {
  let now = Date.parse(start)
  const lines: LogLine[] = []
  const write = (level: LogLine['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields, message })
  return {
    wall: {
      now: () => now,
      set: instant => {
        now = instant
      },
      advance: milliseconds => {
        now += milliseconds
      },
    },
    random: seededRandom(seed),
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    lines,
  }
}
