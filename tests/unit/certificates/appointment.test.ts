import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, split } from '../../../src/campaign/civil-date.ts'
import { examinationDeadline, examinationOn } from '../../../src/certificates/appointment.ts'

describe('six months from the appointment', () => {
  it.each([
    ['2021-09-10', '2022-03-10'],
    ['2021-08-31', '2022-02-28'],
    ['2021-08-30', '2022-02-28'],
    ['2021-08-29', '2022-02-28'],
    ['2021-08-28', '2022-02-28'],
    ['2023-08-31', '2024-02-29'],
    ['2021-12-31', '2022-06-30'],
    ['2022-03-31', '2022-09-30'],
    ['2022-02-28', '2022-08-28'],
    ['2024-02-29', '2024-08-29'],
    ['2021-07-01', '2022-01-01'],
  ])('%s: %s', (appointed, deadline) => {
    expect(examinationDeadline(appointed)).toBe(deadline)
  })

  it('is the same day six months on, or the last of that month where there is no such day', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map(days => addDays('1990-01-01', days))
    fc.assert(
      fc.property(day, appointed => {
        const [from, to] = [split(appointed), split(examinationDeadline(appointed))]
        expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + 6)
        const lastDay = split(addDays(examinationDeadline(appointed), 1)).day === 1
        expect(to.day === from.day || (to.day < from.day && lastDay)).toBe(true)
      }),
    )
  })

  it('never comes earlier for a later appointment', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map(days => addDays('1990-01-01', days))
    fc.assert(
      fc.property(day, appointed => {
        expect(
          daysBetween(examinationDeadline(appointed), examinationDeadline(addDays(appointed, 1))),
        ).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('where a manager stands', () => {
  const deadline = '2022-03-10'
  it.each([
    ['2021-09-10', { state: 'open', days: 181 }],
    ['2022-01-08', { state: 'open', days: 61 }],
    ['2022-01-09', { state: 'due-soon', days: 60, within: 60 }],
    ['2022-02-07', { state: 'due-soon', days: 31, within: 60 }],
    ['2022-02-08', { state: 'due-soon', days: 30, within: 30 }],
    ['2022-03-02', { state: 'due-soon', days: 8, within: 30 }],
    ['2022-03-03', { state: 'due-soon', days: 7, within: 7 }],
    ['2022-03-10', { state: 'due-soon', days: 0, within: 7 }],
    ['2022-03-11', { state: 'overdue', days: 1 }],
  ])('not passed on %s', (today, standing) => {
    expect(examinationOn('2021-09-10', null, today)).toEqual({ deadline, ...standing })
  })

  it.each([
    ['2021-09-09', 'before-appointment'],
    ['2021-09-10', 'in-time'],
    ['2022-03-10', 'in-time'],
    ['2022-03-11', 'late'],
  ])('passed on %s', (passed, when) => {
    expect(examinationOn('2021-09-10', passed, '2022-05-01')).toEqual({ deadline, state: 'passed', when })
  })
})
