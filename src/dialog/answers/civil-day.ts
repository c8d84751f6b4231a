import { split } from '../../campaign/civil-date.ts'
import type { CivilDate } from '../../lib/clock.ts'

/** The day, or null where the calendar has no such day (30 February) or the year is not in living memory. */
export function civilDay(year: number, month: number, day: number): CivilDate | null {
  if (year < 1900 || year > 2099 || month < 1 || month > 12) return null
  if (day < 1 || day > daysInMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** 2022年3月20日. */
export function showDay(date: CivilDate): string {
  const { year, month, day } = split(date)
  return `${year}年${month}月${day}日`
}
