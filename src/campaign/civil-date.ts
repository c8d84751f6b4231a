import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc.js'
import type { CivilDate, Instant } from '../lib/clock.ts'

dayjs.extend(utc)

const DAY = 86_400_000

/** China keeps UTC+8 all year (no summer time since 1992, domain §7), so the host's zone never comes into it. */
const OFFSET = 8 * 3_600_000

/** 1 is Monday, 7 is Sunday, as people count the week in China. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** The day it is in the bureau at this instant. */
export function toCivil(instant: Instant): CivilDate {
  // Every turn asks for today's date: the UTC getters are far quicker than a library's format.
  const time = new Date(instant + OFFSET)
  return `${time.getUTCFullYear()}-${twoDigits(time.getUTCMonth() + 1)}-${twoDigits(time.getUTCDate())}`
}

/** 09:30, as it is in the bureau. */
export function timeOfDay(instant: Instant): string {
  return new Date(instant + OFFSET).toISOString().slice(11, 16)
}

/** 00:00:00.000+08:00 of the day. */
export function startOf(date: CivilDate): Instant {
  return at(date).valueOf() - OFFSET
}

/** 23:59:59.999+08:00 of the day: the last instant at which something due on it is in time. */
export function endOf(date: CivilDate): Instant {
  return startOf(date) + DAY - 1
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return at(date).add(days, 'day').format('YYYY-MM-DD')
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return at(to).diff(at(from), 'day')
}

/** The same day of another month, or that month's last day where it is shorter: 8月31日 and six months is 2月28日. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return at(date).add(months, 'month').format('YYYY-MM-DD')
}

export function weekdayOf(date: CivilDate): Weekday {
  return (at(date).day() || 7) as Weekday
}

/** The numbers in a date, month from 1. */
export function split(date: CivilDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Midnight UTC of the day. Dates from outside are checked before they come here: what is no date is a RangeError. */
function at(date: CivilDate): Dayjs {
  const day = dayjs.utc(date)
  if (date.length !== 10 || !day.isValid()) throw new RangeError(`not a date: ${date}`)
  return day
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}
