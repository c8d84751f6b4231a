import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../../src/campaign/civil-date.ts'
import { currentStep, daysAhead, stepsOf } from '../../../src/reminders/ladder.ts'
import type { Ladder } from '../../../src/reminders/reminders-content.ts'
import { content } from '../../support/content.ts'

const { calendar, reminders } = content
const { DL1, DL3, DL5, problem, examination } = reminders.ladders as Record<string, Ladder>

const say = (ladder: Ladder | undefined, due: string) =>
  stepsOf(ladder!, due, calendar).map(({ name, day }) => `${name} ${day}`)

describe('the ladders of the campaign', () => {
  it('brings every step before a Sunday to the last working day before it', () => {
    expect(say(DL1, '2022-03-20')).toEqual([
      'T-30 2022-02-18',
      'T-14 2022-03-04',
      'T-7 2022-03-11',
      'T-3 2022-03-17',
      'T-1 2022-03-18',
      'T+1 2022-03-21',
      'T+3 2022-03-23',
    ])
  })

  it('counts make-up working days and holidays', () => {
    expect(say(DL3, '2022-05-27')).toEqual([
      'T-14 2022-05-13',
      'T-7 2022-05-20',
      'T-3 2022-05-24',
      'T-1 2022-05-26',
      'T+1 2022-05-30',
      'T+3 2022-06-01',
    ])
    expect(say(DL5, '2022-09-25')).toEqual([
      'T-21 2022-09-02',
      'T-7 2022-09-16',
      'T-3 2022-09-22',
      'T-1 2022-09-23',
      'T+1 2022-09-26',
      'T+3 2022-09-28',
    ])
  })

  it('leaves the due day where it is, and of two steps on one day the later', () => {
    // 2022-05-08 is a Sunday after the make-up Saturday; 2022-05-05 the first working day after the holiday.
    expect(say(problem, '2022-05-08')).toEqual(['T-3 2022-05-05', 'T 2022-05-08', 'T+1 2022-05-09'])
    expect(say({ before: [3, 2, 0], after: [] }, '2022-05-04')).toEqual(['T-2 2022-04-29', 'T 2022-05-04'])
  })
})

test.each([
  ['2022-02-17', null],
  ['2022-02-18', 'T-30'],
  ['2022-03-03', 'T-30'],
  ['2022-03-18', 'T-1'],
  ['2022-03-20', 'T-1'],
  ['2022-03-21', 'T+1'],
  ['2022-10-31', 'T+3'],
])('on %s the newest step of 2022-03-20 is %s', (today, step) => {
  expect(currentStep(DL1!, '2022-03-20', today, calendar)?.name ?? null).toBe(step)
})

test('a day past the due day and before the first step after it has none', () => {
  // Due on a Friday: the next working day is Monday.
  expect(currentStep(DL3!, '2022-05-27', '2022-05-28', calendar)).toBeNull()
  expect(currentStep({ before: [7], after: [] }, '2022-05-27', '2022-05-30', calendar)).toBeNull()
})

test('a step says how many days it is ahead', () => {
  expect(['T-30', 'T-1', 'T', 'T+3'].map(daysAhead)).toEqual([30, 1, -0, -3])
})

const day = fc.integer({ min: 0, max: 330 }).map(days => addDays('2021-12-01', days))

test('steps come in order, on days of their own, and those off the due day on working days', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(DL1!, DL3!, DL5!, problem!, examination!), (due, ladder) => {
      const steps = stepsOf(ladder, due, calendar)
      expect(steps.map(each => each.day)).toEqual([...new Set(steps.map(each => each.day))].toSorted())
      for (const { name, day } of steps) expect(name === 'T' || calendar.isWorkingDay(day)).toBe(true)
    }),
  )
})
