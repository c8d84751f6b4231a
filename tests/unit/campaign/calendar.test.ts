import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../src/campaign/calendar.ts'
import { addDays, weekdayOf } from '../../../src/campaign/civil-date.ts'
import { CalendarYear } from '../../../src/campaign/content.ts'
import { readDialogFile, realCalendar } from './real-content.ts'

const calendar = realCalendar()

describe('working days', () => {
  it.each([
    ['2022-03-18', true, 'a plain Friday'],
    ['2022-03-19', false, 'a Saturday'],
    ['2022-03-20', false, 'a Sunday'],
    ['2022-01-30', true, 'a Sunday worked for 春节'],
    ['2022-01-31', false, 'a Monday of 春节'],
    ['2022-05-07', true, 'a Saturday worked for 劳动节'],
    ['2022-06-03', false, 'the Friday of 端午节'],
    ['2022-10-09', true, 'a Sunday worked for 国庆节'],
    ['2021-10-09', true, 'a Saturday worked for 国庆节'],
    ['2025-01-01', false, 'a holiday of one day'],
    ['2025-01-02', true, 'the Thursday after it'],
    ['2026-02-23', false, 'the last day of 春节'],
    ['2026-02-24', true, 'the day after it'],
  ])('%s: %s, %s', (date, expected) => {
    expect(calendar.isWorkingDay(date)).toBe(expected)
  })

  it.each([
    [2021, 250],
    [2022, 249],
    [2025, 248],
    [2026, 248],
  ])('%i has %i of them', (year, expected) => {
    const days = Array.from({ length: 365 }, (_, day) => addDays(`${year}-01-01`, day))
    expect(days.filter(calendar.isWorkingDay)).toHaveLength(expected)
  })
})

describe('the last working day up to a date', () => {
  it.each([
    ['2022-03-20', '2022-03-18'],
    ['2022-05-27', '2022-05-27'],
    ['2022-09-25', '2022-09-23'],
    ['2022-02-06', '2022-01-30'],
    ['2022-10-07', '2022-09-30'],
    ['2022-01-02', '2021-12-31'],
    ['2026-02-23', '2026-02-14'],
  ])('%s: %s', (date, expected) => {
    expect(calendar.previousWorkingDay(date)).toBe(expected)
  })

  it('is a working day, not after the date, with none between', () => {
    const anyDate = fc.integer({ min: 0, max: 366 * 8 }).map(day => addDays('2020-01-01', day))
    fc.assert(
      fc.property(anyDate, date => {
        const last = calendar.previousWorkingDay(date)
        expect(last <= date).toBe(true)
        expect(calendar.isWorkingDay(last)).toBe(true)
        for (let day = addDays(last, 1); day <= date; day = addDays(day, 1))
          expect(calendar.isWorkingDay(day)).toBe(false)
      }),
    )
  })
})
describe('a faulty year', () => {
  const year = () => readDialogFile('calendar/2022.yaml') as CalendarYear
  const paths = (value: unknown) =>
    CalendarYear.safeParse(value).error?.issues.map(({ path }) => path.join('.'))

  it('is refused where it is wrong', () => {
    expect(paths(year())).toBeUndefined()
    expect(paths({ ...year(), workdays: ['2022-01-28'] })).toEqual(['workdays.0'])
    expect(paths({ ...year(), workdays: ['2022-02-05'] })).toEqual(['workdays.0'])
    expect(paths({ ...year(), workdays: ['2022-02-30'] })).toEqual(['workdays.0'])
    expect(paths({ ...year(), holidays: [{ name: '元旦', from: '2022-01-03', to: '2022-01-01' }] })).toEqual([
      'holidays.0.to',
    ])
    expect(paths({ ...year(), days: [] })).toEqual([''])
  })

  it('may begin in the last week of the year before', () => {
    const holidays = [{ name: '元旦', from: '2022-12-31', to: '2023-01-02' }]
    expect(paths({ ...year(), year: 2023, holidays, workdays: [] })).toBeUndefined()
  })

  it('is refused when only its number was changed', () => {
    expect(paths({ ...year(), year: 2023 })).toHaveLength(14)
  })
})

it('has only weekends in a year that is not known', () => {
  const empty = createCalendar([])
  for (let day = '2022-01-01'; day < '2023-01-01'; day = addDays(day, 1))
    expect(empty.isWorkingDay(day)).toBe(weekdayOf(day) <= 5)
})
