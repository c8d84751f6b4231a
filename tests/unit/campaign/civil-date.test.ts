import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  daysBetween,
  endOf,
  startOf,
  toCivil,
  weekdayOf,
} from '../../../src/campaign/civil-date.ts'

const DAY = 86_400_000
const anyInstant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2199, 11, 31) })
const anyDate = anyInstant.map(instant => new Date(instant).toISOString().slice(0, 10))
const anyDays = fc.integer({ min: -40_000, max: 40_000 })

describe('instant to day and back', () => {
  it.each([
    ['2022-03-20T15:59:59.999Z', '2022-03-20'],
    ['2022-03-20T16:00:00.000Z', '2022-03-21'],
    ['2021-11-30T16:00:00.000Z', '2021-12-01'],
    ['2021-12-31T15:59:59.999Z', '2021-12-31'],
    ['2021-12-31T16:00:00.000Z', '2022-01-01'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31'],
    // China had summer time in these years; the rule is plain UTC+8 all the same.
    ['1988-07-01T15:30:00.000Z', '1988-07-01'],
  ])('%s is %s', (instant, date) => {
    expect(toCivil(Date.parse(instant))).toBe(date)
  })

  it('begins and ends a day at +08:00', () => {
    expect(startOf('2022-03-20')).toBe(Date.parse('2022-03-20T00:00:00.000+08:00'))
    expect(endOf('2022-03-20')).toBe(Date.parse('2022-03-20T23:59:59.999+08:00'))
  })

  it('puts every instant between the start and the end of its day', () => {
    fc.assert(
      fc.property(anyInstant, instant => {
        const date = toCivil(instant)
        expect(startOf(date)).toBeLessThanOrEqual(instant)
        expect(endOf(date)).toBeGreaterThanOrEqual(instant)
        expect(endOf(date) - startOf(date)).toBe(DAY - 1)
      }),
    )
  })

  it('refuses what is no date', () => {
    expect(() => startOf('3月20日')).toThrow(RangeError)
    expect(() => addDays('', 1)).toThrow(RangeError)
  })
})

describe('days', () => {
  it.each([
    ['2022-02-28', 1, '2022-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2022-01-01', -1, '2021-12-31'],
    ['2022-03-20', -30, '2022-02-18'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
    expect(daysBetween(date, expected)).toBe(days)
  })

  it('adds what it counts', () => {
    fc.assert(
      fc.property(anyDate, anyDays, (date, days) => {
        const other = addDays(date, days)
        expect(daysBetween(date, other)).toBe(days)
        expect(addDays(other, -days)).toBe(date)
      }),
    )
  })

  it('orders dates as text orders them', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a === b ? 0 : a < b ? 1 : -1)
      }),
    )
  })
})

describe('months', () => {
  it.each([
    ['2021-08-31', 6, '2022-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2021-12-31', 6, '2022-06-30'],
    ['2022-01-15', 6, '2022-07-15'],
    ['2022-03-31', -1, '2022-02-28'],
    ['2022-01-31', -2, '2021-11-30'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  it('moves to that month and never past its end', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
        const moved = addMonths(date, months)
        expect(index(moved) - index(date)).toBe(months)
        const clamped = addDays(moved, 1).endsWith('-01')
        if (!clamped) expect(moved.slice(8)).toBe(date.slice(8))
        else expect(moved.slice(8) <= date.slice(8)).toBe(true)
      }),
    )
  })
})

describe('weekdays', () => {
  it.each([
    ['2022-03-14', 1],
    ['2022-03-18', 5],
    ['2022-03-20', 7],
    ['2022-05-27', 5],
    ['2022-09-25', 7],
    ['1970-01-01', 4],
    ['1949-10-01', 6],
  ])('%s is day %i of its week', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday)
  })
})

describe('the zone of the host', () => {
  const rules = new URL('../../../src/campaign/civil-date.ts', import.meta.url).href
  const phases = new URL('../../../src/campaign/phases.ts', import.meta.url).href
  const script = `
    import { addDays, addMonths, daysBetween, endOf, startOf, toCivil, weekdayOf } from ${JSON.stringify(rules)}
    import { monthRange } from ${JSON.stringify(phases)}
    const hours = Array.from({ length: 400 * 24 }, (_, hour) => Date.UTC(2021, 10, 1, hour))
    const days = [...new Set(hours.map(toCivil))]
    const results = days.map(day => [day, startOf(day), endOf(day), weekdayOf(day), addDays(day, 45),
      addMonths(day, 6), daysBetween('2022-03-13', day), monthRange(day.slice(0, 7))])
    console.log(JSON.stringify({ offset: new Date(Date.UTC(2022, 6, 1)).getTimezoneOffset(), results }))
  `
  const runIn = (zone: string): { offset: number; results: unknown[] } =>
    JSON.parse(
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      }),
    )

  it('changes nothing', () => {
    const shanghai = runIn('Asia/Shanghai')
    const losAngeles = runIn('America/Los_Angeles')
    expect(shanghai.offset).toBe(-480)
    expect(losAngeles.offset).toBe(420)
    expect(shanghai.results.length).toBeGreaterThan(400)
    expect(losAngeles.results).toEqual(shanghai.results)
  })
})
