import { daysBetween } from '../../campaign/civil-date.ts'
import type { CivilDate } from '../../lib/clock.ts'
import type { Clocks } from '../settings-content.ts'

/** `none`: no clock runs. */
export type Urgency = 'none' | 'open' | 'soon' | 'overdue'

/** How a clock stands on a day; the due day itself is in time. `daysLeft` is negative once it is over. */
export function urgencyOf(
  dueOn: CivilDate | null,
  today: CivilDate,
  { soon }: Clocks,
): { urgency: Urgency; daysLeft: number | null } {
  if (dueOn === null) return { urgency: 'none', daysLeft: null }
  const daysLeft = daysBetween(today, dueOn)
  return { urgency: daysLeft < 0 ? 'overdue' : daysLeft <= soon ? 'soon' : 'open', daysLeft }
}
