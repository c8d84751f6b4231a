import { addDays, startOf } from '../campaign/civil-date.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Doing } from './act.ts'

/** When a unit's people do what: days of the campaign with a minute of their own in them. */
export type Days = {
  /** Days after the campaign's first. */
  early(days: number): Instant
  /** Days before the unit's first due day; negative after it. */
  before(days: number): Instant
  due: CivilDate
}

/** Something one of a unit's people does; the first has number 0. */
export type Step = { at: Instant; person: number } & Doing

const one = (at: Instant, doing: Doing): Step => ({ at, person: 0, ...doing })
const other = (at: Instant, doing: Doing): Step => ({ at, person: 1, ...doing })

/** How units behave that check themselves: all that the ladders must cope with. */
export const BEHAVIOURS: Record<string, (days: Days) => Step[]> = {
  prompt: ({ early, before }) => [
    one(early(2), { what: 'bind' }),
    one(early(4), { what: 'acknowledge' }),
    one(early(20), { what: 'check', due: null }),
    one(before(40), { what: 'deliver' }),
  ],
  late: ({ early, before }) => [
    one(early(5), { what: 'register' }),
    one(before(-1), { what: 'check', due: null }),
    one(before(-4), { what: 'deliver' }),
  ],
  never: ({ early }) => [one(early(3), { what: 'bind' })],
  'finds problems': ({ early, before, due }) => [
    one(early(3), { what: 'bind' }),
    one(before(30), { what: 'check', due: addDays(due, 20) }),
    one(before(10), { what: 'deliver' }),
    one(before(-25), { what: 'rectify' }),
  ],
  'joins late': ({ before }) => [
    one(before(5), { what: 'bind' }),
    one(before(3), { what: 'check', due: null }),
    one(before(0), { what: 'deliver' }),
  ],
  'nobody there': () => [],
  'several members': ({ early, before }) => [
    one(early(2), { what: 'bind' }),
    other(early(3), { what: 'bind' }),
    other(early(6), { what: 'acknowledge' }),
    one(before(12), { what: 'check', due: null }),
    one(before(2), { what: 'deliver' }),
  ],
  'wants none': ({ early }) => [one(early(2), { what: 'bind' }), one(early(2) + 3_600_000, { what: 'stop' })],
  'blocks notices': ({ early, before }) => [
    one(early(2), { what: 'bind' }),
    one(early(2) + 60_000, { what: 'templates', outcome: 'failed:user block' }),
    one(before(20), { what: 'ask' }),
  ],
  leaves: ({ early, before }) => [one(early(2), { what: 'bind' }), one(before(25), { what: 'unfollow' })],
  vanishes: ({ early, before }) => [one(early(2), { what: 'bind' }), one(before(25), { what: 'vanish' })],
  'agrees twice': ({ early, before }) => [
    one(early(2), { what: 'bind' }),
    one(early(2) + 60_000, { what: 'agree', kind: 'one-time' }),
    one(before(45), { what: 'agree', kind: 'one-time' }),
    one(before(0), { what: 'check', due: null }),
  ],
  'agrees for good': ({ early, before }) => [
    one(early(2), { what: 'bind' }),
    one(early(2) + 60_000, { what: 'agree', kind: 'long-term' }),
    one(before(1), { what: 'check', due: null }),
    one(before(-2), { what: 'deliver' }),
  ],
  'a bad connection': ({ early, before }) => [
    one(early(2), { what: 'bind' }),
    one(before(31), { what: 'templates', outcome: 'failed: system failed' }),
    one(before(6), { what: 'templates', outcome: 'success' }),
  ],
  'found late': ({ before }) => [one(before(-8), { what: 'bind' })],
}

/** A minute of the day between 8:00 and 22:00, most of them outside the hours in which reminders go. */
export function daysOf(first: CivilDate, due: CivilDate, minute: () => number): Days {
  const on = (day: CivilDate) => startOf(day) + (8 * 60 + Math.floor(minute() * 14 * 60)) * 60_000
  return {
    early: days => on(addDays(first, days)),
    before: days => on(addDays(due, -days)),
    due,
  }
}
