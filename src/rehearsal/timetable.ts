import type { Calendar } from '../campaign/calendar.ts'
import { addDays, startOf } from '../campaign/civil-date.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Hours } from '../reminders/reminders-content.ts'

/** After the beginning of a span: once a dead worker's claim has run out, and once all that was in doubt is settled. */
const AGAIN_MS = [6, 12].map(minutes => minutes * 60_000)

/** When the jobs run: as every span of the day's hours begins and a little later, and at night, when nothing may go out. */
export function timetable(
  hours: Hours,
  calendar: Pick<Calendar, 'isWorkingDay'>,
  first: CivilDate,
  last: CivilDate,
): Instant[] {
  const times: Instant[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const spans = hours[calendar.isWorkingDay(day) ? 'working-days' : 'rest-days']
    const begins = spans.map(({ from }) => timeOf(day, from))
    times.push(
      ...begins.flatMap(begin => [begin, ...AGAIN_MS.map(after => begin + after)]),
      timeOf(day, hours.quiet.from),
    )
  }
  return times
}

function timeOf(day: CivilDate, time: string): Instant {
  return startOf(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000
}
