import type { Fault } from './campaign-faults.ts'
import { weekdayOf } from './civil-date.ts'
import type { CalendarYear } from './content.ts'

/** Slips of a year's calendar: most come from last year's file with a date left as it was. */
export function calendarFaults({ year, holidays, workdays }: CalendarYear): Fault[] {
  const faults: Fault[] = []
  for (const [index, { from, to }] of holidays.entries()) {
    const path = ['holidays', index]
    if (to < from) faults.push({ path: [...path, 'to'], message: 'is before its beginning' })
    // 元旦 may begin on the last days of the year before: 2023's began on 2022-12-31.
    if (from < `${year - 1}-12-25`) faults.push({ path: [...path, 'from'], message: `is not in ${year}` })
    if (to > `${year}-12-31`) faults.push({ path: [...path, 'to'], message: `is not in ${year}` })
  }
  for (const [index, date] of workdays.entries()) {
    const path = ['workdays', index]
    if (!date.startsWith(`${year}-`)) faults.push({ path, message: `is not in ${year}` })
    if (weekdayOf(date) <= 5) faults.push({ path, message: 'is no Saturday or Sunday: it needs no entry' })
    if (holidays.some(({ from, to }) => date >= from && date <= to))
      faults.push({ path, message: 'is also a holiday' })
  }
  return faults
}
