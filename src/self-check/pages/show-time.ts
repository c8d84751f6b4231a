import { timeOfDay, toCivil } from '../../campaign/civil-date.ts'
import { showDay } from '../../dialog/answers/civil-day.ts'
import type { Instant } from '../../lib/clock.ts'

/** 2022年3月10日 09:30, as it is in the bureau. */
export function showTime(at: Instant): string {
  return `${showDay(toCivil(at))} ${timeOfDay(at)}`
}
