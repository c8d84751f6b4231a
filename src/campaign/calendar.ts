import type { CivilDate } from '../lib/clock.ts'
import { addDays, daysBetween, type Weekday, weekdayOf } from './civil-date.ts'
import type { CalendarYear } from './content.ts'

export interface Calendar {
  isWorkingDay(date: CivilDate): boolean
  /** The date itself where it is a working day, else the last one before it. */
  previousWorkingDay(date: CivilDate): CivilDate
  weekday(date: CivilDate): Weekday
}

/** Working days after the State Council's yearly notices, make-up working days included (domain §7). */
export function createCalendar(years: readonly CalendarYear[]): Calendar {
  const exceptions = new Map<CivilDate, boolean>()
  for (const year of years) {
    for (const holiday of year.holidays) for (const date of datesOf(holiday)) exceptions.set(date, false)
    for (const date of year.workdays) exceptions.set(date, true)
  }

  const isWorkingDay = (date: CivilDate) => exceptions.get(date) ?? weekdayOf(date) <= 5

  return {
    isWorkingDay,
    previousWorkingDay(date) {
      let day = date
      while (!isWorkingDay(day)) day = addDays(day, -1)
      return day
    },
    weekday: weekdayOf,
  }
}

function datesOf({ from, to }: { from: CivilDate; to: CivilDate }): CivilDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => addDays(from, days))
}
