import type { Calendar } from '../campaign/calendar.ts'
import { addDays } from '../campaign/civil-date.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Ladder } from './reminders-content.ts'

/** One reminder of a ladder: `T-3` is three days before the due day, `T` the day itself, `T+1` the first working day after. */
export type Step = { name: string; day: CivilDate }

type WorkingDays = Pick<Calendar, 'isWorkingDay' | 'previousWorkingDay'>

/**
 * The steps towards a due day, in their order. One before the day is moved to the last working day before it; of two
 * that fall on the same day then, only the later is left.
 */
export function stepsOf({ before, after }: Ladder, due: CivilDate, calendar: WorkingDays): Step[] {
  const steps = [
    ...before.map(days => ({
      name: days === 0 ? 'T' : `T-${days}`,
      day: days === 0 ? due : calendar.previousWorkingDay(addDays(due, -days)),
    })),
    ...after.map(days => ({ name: `T+${days}`, day: workingDayAfter(due, days, calendar) })),
  ]
  return steps.filter(({ day }, index) => day !== steps[index + 1]?.day)
}

/** The newest step whose day has come; null before the first. Once the due day is over, only steps after it count. */
export function currentStep(
  ladder: Ladder,
  due: CivilDate,
  today: CivilDate,
  calendar: WorkingDays,
): Step | null {
  const come = stepsOf(ladder, due, calendar).filter(({ day }) => day <= today)
  const step = come.at(-1)
  return step && (today <= due || step.day > due) ? step : null
}

/** How many days before the due day a step stands; negative after it. */
export function daysAhead(step: string): number {
  return -Number(step.slice(1))
}

function workingDayAfter(date: CivilDate, count: number, { isWorkingDay }: WorkingDays): CivilDate {
  let day = date
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}
