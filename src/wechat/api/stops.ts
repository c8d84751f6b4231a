import { endOf, toCivil } from '../../campaign/civil-date.ts'
import type { Clock } from '../../lib/clock.ts'
import type { SharedValues } from '../../lib/shared-values.ts'
import { ApiFailure } from './failures.ts'

const QUOTA_USED = 45_009

/** APIs whose quota of the day is used up, for all instances: WeChat counts anew at midnight in China. */
export type Stops = {
  /** Rejects with ApiFailure `quota` while the API is stopped. */
  check(path: string): Promise<void>
  stop(path: string): Promise<void>
}

export function createStops(values: SharedValues, clock: Clock): Stops {
  const keyOf = (path: string) => `stopped:${path}`
  return {
    async check(path) {
      if (await values.get(keyOf(path))) throw new ApiFailure(QUOTA_USED, path)
    },
    async stop(path) {
      const now = clock.now()
      const midnight = endOf(toCivil(now)) + 1
      await values.put(keyOf(path), Buffer.from('stopped'), midnight - now)
    },
  }
}
