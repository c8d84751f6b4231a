import { addMonths, daysBetween } from '../campaign/civil-date.ts'
import type { CivilDate } from '../lib/clock.ts'

/** Days before the deadline at which a manager who has not passed becomes more urgent. */
const WARNINGS = [60, 30, 7] as const

/** `days` is how many are left, or how many it is over. A certificate from before the appointment counts (A21). */
export type Examination = { deadline: CivilDate } & (
  | { state: 'passed'; when: 'before-appointment' | 'in-time' | 'late' }
  | { state: 'open'; days: number }
  | { state: 'due-soon'; days: number; within: (typeof WARNINGS)[number] }
  | { state: 'overdue'; days: number }
)

/** Six months after the appointment, the month's end where that month is shorter; the day itself is still in time. */
export function examinationDeadline(appointedOn: CivilDate): CivilDate {
  return addMonths(appointedOn, 6)
}

/** Where a principal or safety manager stands who must pass within six months of the appointment (notice 三（二）). */
export function examinationOn(
  appointedOn: CivilDate,
  passedOn: CivilDate | null,
  today: CivilDate,
): Examination {
  const deadline = examinationDeadline(appointedOn)
  if (passedOn !== null)
    return { deadline, state: 'passed', when: whenPassed(appointedOn, passedOn, deadline) }
  const left = daysBetween(today, deadline)
  if (left < 0) return { deadline, state: 'overdue', days: -left }
  const within = WARNINGS.findLast(days => left <= days)
  return within === undefined
    ? { deadline, state: 'open', days: left }
    : { deadline, state: 'due-soon', days: left, within }
}

function whenPassed(appointedOn: CivilDate, passedOn: CivilDate, deadline: CivilDate) {
  if (passedOn < appointedOn) return 'before-appointment'
  return passedOn <= deadline ? 'in-time' : 'late'
}
