import { addDays, daysBetween, split, weekdayOf } from '../../campaign/civil-date.ts'
import type { CivilDate } from '../../lib/clock.ts'
import type { Heard, Input, ParseContext } from '../answer.ts'
import { showDay } from './civil-day.ts'
import { readDateFromToday } from './date-from-today.ts'
import { readDateOnCalendar } from './date-on-calendar.ts'
import { dateText } from './date-text.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

type Bounds = { from: CivilDate | null; to: CivilDate | null }

/**
 * A day, `YYYY-MM-DD`. Where the year or month is left out: the day nearest to today within the bounds, and the next one to
 * come where there are no bounds or none lies within.
 */
export function hearDate(spec: SpecOf<'date'>, input: Input, { today }: ParseContext): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const bounds = { from: boundDay(spec.from, today), to: boundDay(spec.to, today) }
  const { text, weekday } = dateText(input.text)
  const around = { today, years: yearsAround(today, bounds) }
  const days = readDateOnCalendar(text, around) ?? readDateFromToday(text, around)
  if (days === null) return refuse('hint.date')
  const day = pickDay(days, bounds, today)
  if (day === undefined) return refuse('hint.date-impossible')
  if (bounds.from !== null && day < bounds.from)
    return spec.from === 'today'
      ? refuse('hint.date-past')
      : refuse('hint.date-early', { from: showDay(bounds.from) })
  if (bounds.to !== null && day > bounds.to)
    return spec.to === 'today'
      ? refuse('hint.date-ahead')
      : refuse('hint.date-late', { to: showDay(bounds.to) })
  if (weekday !== null && weekday !== weekdayOf(day))
    return refuse('hint.date-weekday', { date: showDay(day) })
  return { ok: true, value: day }
}

/** `today+180` and the like; otherwise a day as it stands. */
function boundDay(bound: string | undefined, today: CivilDate): CivilDate | null {
  if (bound === undefined) return null
  const days = /^today([+-]\d+)?$/.exec(bound)
  return days ? addDays(today, Number(days[1] ?? 0)) : bound
}

/** Last year, this year and next, and those of the bounds. */
function yearsAround(today: CivilDate, { from, to }: Bounds): number[] {
  const { year } = split(today)
  const first = Math.min(year - 1, split(from ?? today).year)
  const last = Math.max(year + 1, split(to ?? today).year)
  return Array.from({ length: last - first + 1 }, (_, step) => first + step)
}

function pickDay(days: CivilDate[], { from, to }: Bounds, today: CivilDate): CivilDate | undefined {
  const nearestFirst = days
    .map(day => ({ day, away: distance(today, day) }))
    .toSorted((a, b) => a.away - b.away)
    .map(({ day }) => day)
  const bounded = from !== null || to !== null
  const within = nearestFirst.find(
    day => bounded && (from === null || day >= from) && (to === null || day <= to),
  )
  return within ?? nearestFirst.find(day => day >= today) ?? nearestFirst[0]
}

/** Of two days equally far the one to come is nearer. */
function distance(today: CivilDate, day: CivilDate): number {
  const days = daysBetween(today, day)
  return days < 0 ? -days + 0.5 : days
}
