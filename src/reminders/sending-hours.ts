import type { Calendar } from '../campaign/calendar.ts'
import { startOf, toCivil } from '../campaign/civil-date.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Hours } from './reminders-content.ts'

/** Who may be written to: everyone, or only who is due that day or overdue. */
export type Allowed = 'all' | 'urgent'

/** Null outside the hours. They hold from their first minute up to their last, which is out again. */
export function allowedAt(
  hours: Hours,
  calendar: Pick<Calendar, 'isWorkingDay'>,
  now: Instant,
): Allowed | null {
  const today = toCivil(now)
  const isWorkingDay = calendar.isWorkingDay(today)
  const spans = hours[isWorkingDay ? 'working-days' : 'rest-days']
  const isOpen = spans.some(({ from, to }) => now >= timeOf(today, from) && now < timeOf(today, to))
  if (!isOpen) return null
  return isWorkingDay ? 'all' : 'urgent'
}

function timeOf(day: CivilDate, time: string): Instant {
  return startOf(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000
}
