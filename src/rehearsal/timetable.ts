import type { Calendar } from '../campaign/calendar.ts'
import { addDays, startOf } from '../campaign/civil-date.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Hours } from '../reminders/reminders-content.ts'

/** After the beginning of a span: once a dead worker's claim has run out, and once all that was in doubt is settled. */
const AGAIN_MS = [6, 12].map(minutes => minutes * 60_000)

/** When the jobs run; `isAgain`: only where the time before has left something. */
export type Tick = { at: Instant; isAgain: boolean }

/** As every span of the day's hours begins and a little later, and at night, when nothing may go out. */
export function timetable(
  hours: Hours,
  calendar: Pick<Calendar, 'isWorkingDay'>,
  first: CivilDate,
  last: CivilDate,
): Tick[] {
  const ticks: Tick[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const spans = hours[calendar.isWorkingDay(day) ? 'working-days' : 'rest-days']
    const begins = spans.map(({ from }) => timeOf(day, from))
    for (const at of [...begins, timeOf(day, hours.quiet.from)]) ticks.push({ at, isAgain: false })
    for (const at of begins) ticks.push(...AGAIN_MS.map(after => ({ at: at + after, isAgain: true })))
  }
  return ticks.toSorted((a, b) => a.at - b.at)
}

function timeOf(day: CivilDate, time: string): Instant {
  return startOf(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000
}
