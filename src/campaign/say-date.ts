import type { CivilDate } from '../lib/clock.ts'
import type { Calendar } from './calendar.ts'
import { split, type Weekday } from './civil-date.ts'

const WEEKDAYS: Record<Weekday, string> = {
  1: '星期一',
  2: '星期二',
  3: '星期三',
  4: '星期四',
  5: '星期五',
  6: '星期六',
  7: '星期日',
}

/** Placeholder values for a sentence about a due day. Numbers as the notice prints them, without leading zeros. */
export type DateWords = { date: string; weekday: string; lastWorkingDay: string; lastWeekday: string }

/** The last working day is named with its year only where that is another one. */
export function dateWords(
  date: CivilDate,
  calendar: Pick<Calendar, 'weekday' | 'previousWorkingDay'>,
): DateWords {
  const last = calendar.previousWorkingDay(date)
  return {
    date: withYear(date),
    weekday: WEEKDAYS[calendar.weekday(date)],
    lastWorkingDay: last.slice(0, 4) === date.slice(0, 4) ? withoutYear(last) : withYear(last),
    lastWeekday: WEEKDAYS[calendar.weekday(last)],
  }
}

function withYear(date: CivilDate): string {
  return `${split(date).year}年${withoutYear(date)}`
}

function withoutYear(date: CivilDate): string {
  const { month, day } = split(date)
  return `${month}月${day}日`
}
