import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../src/campaign/civil-date.ts'
import {
  CASE_STEPS,
  type CaseStanding,
  extended,
  isOver,
  registered,
  stepped,
  TIP_STATES,
} from '../../../src/tips/case/flow.ts'
import { content } from '../../support/content.ts'

const { clocks } = content.tipSettings
const ON = '2022-03-10'
const tip = (changes: Partial<CaseStanding> = {}): CaseStanding => ({ ...registered(ON, clocks), ...changes })

describe('a case', () => {
  it('goes its printed way, with the clocks of the settings', () => {
    let now = tip()
    const states = [[now.state, now.dueOn]]
    for (const [step, day] of [
      ['accept', '2022-03-14'],
      ['investigate', '2022-03-15'],
      ['handle', '2022-03-20'],
      ['answer', '2022-04-01'],
      ['close', '2022-04-02'],
      ['reopen', '2022-05-02'],
    ] as const) {
      const after = stepped(now, step, day, clocks)
      if (typeof after === 'string') throw new Error(`${step}: ${after}`)
      now = after
      states.push([now.state, now.dueOn])
    }
    expect(states).toEqual([
      ['registered', '2022-03-25'],
      ['accepted', '2022-05-13'],
      ['investigating', '2022-05-13'],
      ['handling', '2022-05-13'],
      ['answered', '2022-05-13'],
      ['closed', null],
      ['investigating', '2022-07-01'],
    ])
  })

  it('allows these steps and no others', () => {
    const allowed = TIP_STATES.flatMap(state =>
      CASE_STEPS.flatMap(step => {
        const after = stepped(tip({ state }), step, ON, clocks)
        return typeof after === 'string' ? [] : [`${state} ${step} ${after.state}`]
      }),
    )
    expect(allowed).toEqual([
      'registered accept accepted',
      'registered refuse refused',
      'accepted investigate investigating',
      'refused reopen registered',
      'investigating handle handling',
      'investigating refer handling',
      'investigating answer answered',
      'handling refer handling',
      'handling answer answered',
      'answered close closed',
      'closed reopen investigating',
    ])
  })

  it.each([
    ['2022-04-09', 'registered'],
    ['2022-04-10', 'too-late'],
  ])('may be opened again until 30 days after: %s %s', (day, outcome) => {
    const after = stepped(tip({ state: 'refused', dueOn: null }), 'reopen', day, clocks)
    expect(typeof after === 'string' ? after : after.state).toBe(outcome)
  })

  it('is extended once, by no more than the rules give, and only while it is to be closed', () => {
    const accepted = tip({ state: 'accepted', dueOn: '2022-05-13' })
    const longer = extended(accepted, 30, clocks)
    expect(longer).toMatchObject({ dueOn: '2022-06-12', extension: 30 })
    expect(extended(longer as CaseStanding, 1, clocks)).toBe('extended-before')
    expect([0, 31, 1.5, Number.NaN].map(days => extended(accepted, days, clocks))).toEqual(
      Array(4).fill('too-long'),
    )
    expect(extended(tip(), 5, clocks)).toBe('not-now')
  })

  it('that was merged is worked on no more', () => {
    expect(stepped(tip({ mergedInto: 'JB1' }), 'accept', ON, clocks)).toBe('merged')
    expect(extended(tip({ state: 'accepted', mergedInto: 'JB1' }), 5, clocks)).toBe('merged')
  })
})

/** Anything that handlers may try, on whatever day. */
const attempt = fc.record({
  step: fc.constantFrom(...CASE_STEPS, 'extend' as const),
  days: fc.integer({ min: -3, max: 40 }),
  by: fc.integer({ min: -2, max: 40 }),
})

it('whatever is tried in whatever order, days only go on and a clock runs exactly while the case does', () => {
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 40 }), attempts => {
      let [now, today] = [tip(), ON]
      for (const { step, days, by } of attempts) {
        today = addDays(today, days)
        const after = step === 'extend' ? extended(now, by, clocks) : stepped(now, step, today, clocks)
        if (typeof after === 'string') continue
        expect(daysBetween(now.since, after.since)).toBeGreaterThanOrEqual(0)
        expect(after.dueOn === null).toBe(isOver(after.state))
        if (now.dueOn && after.dueOn && now.state !== 'registered')
          expect(daysBetween(now.dueOn, after.dueOn)).toBeGreaterThanOrEqual(0)
        if (after.dueOn && step !== 'extend')
          expect(daysBetween(after.since, after.dueOn)).toBeLessThanOrEqual(clocks.close + clocks.extension)
        expect(after.extension).toBeLessThanOrEqual(clocks.extension)
        now = after
      }
    }),
  )
})
