import { addDays, addMonths, split, weekdayOf } from '../../campaign/civil-date.ts'
import type { CivilDate } from '../../lib/clock.ts'
import { civilDay } from './civil-day.ts'
import type { DateReader } from './date-reader.ts'
import { DEADLINE_TAIL, DONE_TAIL, weekdayNumber } from './date-text.ts'

const DAYS_AHEAD: Record<string, number> = {
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
  昨天: -1,
  昨日: -1,
  前天: -2,
  大前天: -3,
}
const WEEKS_AHEAD: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }

const DAY_WORD = new RegExp(`^(${Object.keys(DAYS_AHEAD).join('|')})${DEADLINE_TAIL}`)
const WEEKDAY = new RegExp(`^(上上|上|本|这|下下|下)?个?周([1-7日天])${DEADLINE_TAIL}`)
/** Months need their 个 (3月 is March), days with 日 a word after them (3日 is the third). */
const SPAN = new RegExp(
  `^(?:(\\d{1,3})(?:(天|个?周|个月|年)|日(?=[之以]?[后内]))|(半个月|半年))(?:[之以]?([后内前]))?${DONE_TAIL}`,
)

/** Dates counted from today: 明天, 下周五, 3天后, 一周内, 半个月, 3个月后. “…内” is the last day of the span. */
export const readDateFromToday: DateReader = (text, { today }) => {
  const word = DAY_WORD.exec(text)?.[1]
  if (word !== undefined) return [addDays(today, DAYS_AHEAD[word]!)]
  return readWeekday(text, today) ?? readSpan(text, today)
}

/** Weeks begin on Monday. A weekday alone may be last week's, this week's or next week's. */
function readWeekday(text: string, today: CivilDate): CivilDate[] | null {
  const [, week, weekday] = WEEKDAY.exec(text) ?? []
  if (weekday === undefined) return null
  const inThisWeek = addDays(today, weekdayNumber(weekday) - weekdayOf(today))
  const weeks = week === undefined ? [-1, 0, 1] : [WEEKS_AHEAD[week]!]
  return weeks.map(ahead => addDays(inThisWeek, ahead * 7))
}

function readSpan(text: string, today: CivilDate): CivilDate[] | null {
  const [whole, figures, unit = '日', half, end] = SPAN.exec(text) ?? []
  if (whole === undefined) return null
  const sign = end === '前' ? -1 : 1
  const reached =
    half === undefined ? after(today, sign * Number(figures), unit) : afterHalf(today, sign, half)
  const { year, month, day } = split(reached)
  return [civilDay(year, month, day)].filter(real => real !== null)
}

function after(today: CivilDate, count: number, unit: string): CivilDate {
  if (unit === '个月') return addMonths(today, count)
  if (unit === '年') return addMonths(today, count * 12)
  return addDays(today, unit.endsWith('周') ? count * 7 : count)
}

/** Half a month is counted as fifteen days. */
function afterHalf(today: CivilDate, sign: number, half: string): CivilDate {
  return half === '半年' ? addMonths(today, sign * 6) : addDays(today, sign * 15)
}
