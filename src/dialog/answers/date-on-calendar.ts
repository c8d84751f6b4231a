import { addMonths, split } from '../../campaign/civil-date.ts'
import type { CivilDate } from '../../lib/clock.ts'
import { civilDay, daysInMonth } from './civil-day.ts'
import type { Around, DateReader } from './date-reader.ts'
import { DEADLINE_TAIL } from './date-text.ts'

const YEARS_AHEAD: Record<string, number> = { 今年: 0, 本年: 0, 明年: 1, 后年: 2, 去年: -1, 前年: -2 }
const MONTHS_AHEAD: Record<string, number> = { 本: 0, 这: 0, 当: 0, 下: 1, 下下: 2, 上: -1 }

const YEAR_NAME = `(?:(?<year>\\d{4})年|(?<yearWord>${Object.keys(YEARS_AHEAD).join('|')}))`
const MONTH_NAME = '(?<monthWord>本|这|当|下下|下|上)个?月'

const FULL = new RegExp(
  `^(?:(?<year>\\d{4})[年\\-/.]|(?<short>\\d{2})年)(?<month>\\d{1,2})[月\\-/.](?<day>\\d{1,2})日?${DEADLINE_TAIL}`,
)
const COMPACT = new RegExp(`^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})${DEADLINE_TAIL}`)
const MONTH_DAY = new RegExp(`^${YEAR_NAME}?(?<month>\\d{1,2})[月\\-/.](?<day>\\d{1,2})日?${DEADLINE_TAIL}`)
const DAY_OF_NAMED_MONTH = new RegExp(`^${MONTH_NAME}(?<day>\\d{1,2})日?${DEADLINE_TAIL}`)
const DAY_ONLY = new RegExp(`^(?<day>\\d{1,2})日${DEADLINE_TAIL}`)
const END_OF_MONTH = new RegExp(`^${YEAR_NAME}?(?<month>\\d{1,2})月[底末]${DEADLINE_TAIL}`)
const END_OF_NAMED_MONTH = new RegExp(`^(?:${MONTH_NAME}月?|月)[底末]${DEADLINE_TAIL}`)
const END_OF_YEAR = new RegExp(`^(?:${YEAR_NAME}|年)年?[底末]${DEADLINE_TAIL}`)

type Groups = Record<string, string | undefined>
type Form = { pattern: RegExp; days: (groups: Groups, around: Around) => (CivilDate | null)[] }

const FORMS: Form[] = [
  { pattern: FULL, days: groups => [dayIn(groups, Number(groups.year ?? `20${groups.short}`))] },
  { pattern: COMPACT, days: groups => [dayIn(groups, Number(groups.year))] },
  { pattern: MONTH_DAY, days: (groups, around) => yearsOf(groups, around).map(year => dayIn(groups, year)) },
  { pattern: DAY_OF_NAMED_MONTH, days: dayOfNamedMonth },
  { pattern: DAY_ONLY, days: dayOfAnyMonth },
  {
    pattern: END_OF_MONTH,
    days: (groups, around) => yearsOf(groups, around).map(year => endOf(year, Number(groups.month))),
  },
  { pattern: END_OF_NAMED_MONTH, days: endOfNamedMonth },
  { pattern: END_OF_YEAR, days: endOfYear },
]

/** Dates that name a day of the calendar, whole or in part: 2022年3月20日, 20220320, 3.20, 20号, 下个月15号, 月底, 年底. */
export const readDateOnCalendar: DateReader = (text, around) => {
  for (const { pattern, days } of FORMS) {
    const groups: Groups | undefined = pattern.exec(text)?.groups
    if (groups) return days(groups, around).filter(day => day !== null)
  }
  return null
}

function dayIn(groups: Groups, year: number): CivilDate | null {
  return civilDay(year, Number(groups.month), Number(groups.day))
}

function yearsOf({ year, yearWord }: Groups, { today, years }: Around): number[] {
  if (year !== undefined) return [Number(year)]
  return yearWord === undefined ? years : [split(today).year + YEARS_AHEAD[yearWord]!]
}

function dayOfNamedMonth({ monthWord, day }: Groups, { today }: Around): (CivilDate | null)[] {
  const { year, month } = split(addMonths(today, MONTHS_AHEAD[monthWord!]!))
  return [civilDay(year, month, Number(day))]
}

function dayOfAnyMonth({ day }: Groups, { years }: Around): (CivilDate | null)[] {
  return years.flatMap(year =>
    Array.from({ length: 12 }, (_, month) => civilDay(year, month + 1, Number(day))),
  )
}

function endOfNamedMonth({ monthWord }: Groups, { today }: Around): (CivilDate | null)[] {
  const { year, month } = split(addMonths(today, MONTHS_AHEAD[monthWord ?? '本']!))
  return [endOf(year, month)]
}

function endOfYear(groups: Groups, around: Around): (CivilDate | null)[] {
  const named = groups.year !== undefined || groups.yearWord !== undefined
  return (named ? yearsOf(groups, around) : [split(around.today).year]).map(year => endOf(year, 12))
}

function endOf(year: number, month: number): CivilDate | null {
  return civilDay(year, month, daysInMonth(year, month))
}
