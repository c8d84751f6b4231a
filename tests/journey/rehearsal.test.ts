import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toCivil } from '../../src/campaign/civil-date.ts'
import { monthRange } from '../../src/campaign/phases.ts'
import { readConfig } from '../../src/config.ts'
import { openRehearsal, type Rehearsal } from '../../src/open-rehearsal.ts'
import type { Result } from '../../src/rehearsal/results.ts'
import { timetable } from '../../src/rehearsal/timetable.ts'
import { content } from '../support/content.ts'
import { expectedOf, isOpen, standingDuties } from '../support/reminder-model.ts'

const { campaign, calendar, reminders } = content
const { first, last } = monthRange(campaign.window.from, campaign.window.to)
const TICKS = timetable(reminders.sending.hours, calendar, first, last).map(({ at }) => at)

/** Whoever is reached at once, whenever there is something to tell. */
const REACHED = [
  'prompt',
  'late',
  'never',
  'finds problems',
  'joins late',
  'nobody there',
  'several members',
  'leaves',
  'agrees twice',
  'agrees for good',
  'found late',
]

let rehearsal: Rehearsal
let results: Result[]
beforeAll(async () => {
  const config = readConfig({ DATABASE_URL: 'sqlite::memory:' })
  rehearsal = await openRehearsal({ config, content, units: 60, seed: 'test' })
  await rehearsal.play()
  results = await rehearsal.results()
}, 180_000)
afterAll(() => rehearsal.close())

const isHeard = ({ state }: Result) => state === 'told' || state === 'sent'

describe('the whole campaign with sixty units', () => {
  it('tells every unit each step that is due, on its day, once, and nothing else', () => {
    const reached = rehearsal.actors.filter(({ behaviour }) => REACHED.includes(behaviour))
    expect(reached.length).toBeGreaterThan(40)
    for (const actor of reached) {
      const told = results
        .filter(result => result.unit === actor.name && isHeard(result))
        .map(({ day, duty, due, step }) => `${day} ${duty} ${due} ${step}`)
      const expected = expectedOf(actor, content, TICKS)
      expect([...new Set(told)].toSorted(), `${actor.name}, ${actor.behaviour}`).toEqual(expected)
    }
  })

  it('plans no step twice, whatever people do', () => {
    const keys = results.filter(isHeard).map(({ unit, duty, due, step, day }) => [unit, duty, due, step, day])
    const days = new Map(keys.map(key => [key.slice(0, 4).join(' '), key[4]]))
    for (const key of keys) expect(days.get(key.slice(0, 4).join(' '))).toBe(key[4])
  })

  it('writes to nobody at night or outside the hours, and on rest days only of what presses', () => {
    expect(rehearsal.came.length).toBeGreaterThan(300)
    for (const { at, openid } of rehearsal.came) {
      const day = toCivil(at)
      const isWorkingDay = calendar.isWorkingDay(day)
      expect(isOpen(at, isWorkingDay), new Date(at).toISOString()).toBe(true)
      if (!isWorkingDay) {
        const actor = rehearsal.actors.find(({ acts }) => acts.some(act => act.openid === openid))!
        expect(standingDuties(actor, content, at).some(({ due }) => due <= day)).toBe(true)
      }
    }
  })

  it('writes to each person once a day at most', () => {
    const days = rehearsal.came.map(({ at, openid }) => `${toCivil(at)} ${openid}`)
    expect(days.length).toBe(new Set(days).size)
  })

  it('reminds of nothing that is met', () => {
    const deadlines = rehearsal.came.filter(
      ({ incoming }) => incoming.kind === 'notice' && incoming.title === '报送期限提醒',
    )
    expect(deadlines.length).toBeGreaterThan(100)
    for (const { at, openid } of deadlines) {
      const actor = rehearsal.actors.find(({ acts }) => acts.some(act => act.openid === openid))!
      expect(standingDuties(actor, content, at), `${actor.name} ${toCivil(at)}`).not.toEqual([])
    }
  })

  it('takes for told what came to a phone, and nothing else', () => {
    const pushed = results.filter(result => isHeard(result) && result.rung !== 'parked')
    const letters = new Set(pushed.map(({ unit, day, time, member }) => `${unit} ${member} ${day} ${time}`))
    expect(letters.size).toBe(rehearsal.came.length)
  })

  it('brings the others as far as it can', () => {
    const of = (behaviour: string) => results.filter(result => result.behaviour === behaviour)
    const rungs = (behaviour: string) =>
      new Set(
        of(behaviour)
          .filter(isHeard)
          .map(({ rung }) => rung),
      )
    expect(rungs('agrees for good')).toEqual(new Set(['long-term']))
    expect(rungs('agrees twice')).toContain('one-time')
    expect(rungs('blocks notices')).toEqual(new Set(['chat', 'parked', 'template']))
    expect(
      new Set(
        of('wants none')
          .filter(isHeard)
          .flatMap(({ step }) => step),
      ),
    ).toContain('T+3')
    expect(of('wants none').filter(({ step, state }) => step === 'T-30' && state !== 'refused')).toEqual([])
    expect(of('vanishes').some(({ state }) => state === 'gone')).toBe(true)
    expect(of('a bad connection').some(({ state }) => state === 'parked' || state === 'told')).toBe(true)
  })
})
