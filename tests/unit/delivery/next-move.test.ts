import { describe, expect, test } from 'vitest'
import type { Attempt } from '../../../src/delivery/attempt.ts'
import type { FailureKind } from '../../../src/delivery/channel.ts'
import type { Rung } from '../../../src/delivery/letter.ts'
import { nextMove, type Situation } from '../../../src/delivery/next-move.ts'

const MINUTE = 60_000
const NOW = Date.parse('2022-03-18T09:30:00+08:00')

/** A verified service account, and a person who has agreed to everything and wrote a minute ago. */
const ALL: Situation = {
  now: NOW,
  isGone: false,
  abilities: { subscription: true, template: true, chat: true },
  templates: { 'long-term': 'L', 'one-time': 'O', template: 'T' },
  consents: { 'long-term': true, 'one-time': true },
  mayChat: true,
}
const NO_CONSENT = { 'long-term': false, 'one-time': false }
const NOTHING = { subscription: false, template: false, chat: false }

function attempt(rung: Rung, more: Partial<Attempt> = {}): Attempt {
  const minuteAgo = NOW - MINUTE
  return {
    letter: 'x',
    n: 1,
    person: 'p',
    rung,
    templateId: '',
    beganAt: minuteAgo,
    endedAt: minuteAgo,
    answer: 'ok',
    code: 0,
    messageId: '',
    result: null,
    ...more,
  }
}
const refused = (rung: Rung, answer: FailureKind, n = 1) => attempt(rung, { answer, n })
const open = (rung: Rung, minutes: number) =>
  attempt(rung, { answer: null, endedAt: null, beganAt: NOW - minutes * MINUTE })

describe('the first rung', () => {
  test.each<[string, Partial<Situation>, Rung]>([
    ['everything is open', {}, 'long-term'],
    ['consent to single messages only', { consents: { 'long-term': false, 'one-time': true } }, 'one-time'],
    ['no long-term template granted', { templates: { ...ALL.templates, 'long-term': '' } }, 'one-time'],
    ['no consent', { consents: NO_CONSENT }, 'template'],
    [
      'subscriptions are not open to the account',
      { abilities: { ...ALL.abilities, subscription: false } },
      'template',
    ],
    ['a verified subscription account', { abilities: { ...NOTHING, chat: true } }, 'chat'],
    ['an account that may do nothing', { abilities: NOTHING }, 'parked'],
    [
      'a subscription account, and no window',
      { abilities: { ...NOTHING, chat: true }, mayChat: false },
      'parked',
    ],
    [
      'abilities not known',
      { abilities: { subscription: 'unknown', template: 'unknown', chat: 'unknown' } },
      'long-term',
    ],
    ['no template granted', { templates: { 'long-term': '', 'one-time': '', template: '' } }, 'chat'],
  ])('%s', (_what, change, rung) => {
    expect(nextMove([], { ...ALL, ...change })).toEqual({ do: 'try', rung, n: 1 })
  })

  test('nothing is tried for who is gone', () => {
    expect(nextMove([open('template', 1)], { ...ALL, isGone: true })).toEqual({ do: 'give-up' })
  })
})

describe('after an answer', () => {
  test.each<[FailureKind]>([
    ['quota'],
    ['unauthorized'],
    ['person-refuses'],
    ['not-subscribed'],
    ['invalid'],
    ['restricted'],
    ['unknown'],
    ['person-gone'],
  ])('%s leaves the rung for the next', kind => {
    expect(nextMove([refused('long-term', kind)], ALL)).toEqual({ do: 'try', rung: 'one-time', n: 2 })
  })

  test.each<[FailureKind]>([['window-closed'], ['count-used']])('%s parks it', kind => {
    expect(
      nextMove([refused('template', 'invalid'), refused('chat', kind, 2)], { ...ALL, consents: NO_CONSENT }),
    ).toEqual({
      do: 'try',
      rung: 'parked',
      n: 3,
    })
  })

  test.each<[FailureKind, Rung]>([
    ['busy', 'long-term'],
    ['too-frequent', 'long-term'],
    ['token', 'one-time'],
    ['ip', 'one-time'],
    ['config', 'one-time'],
  ])(
    '%s comes again on the same rung after a pause, longer each time; at last it goes on by %s',
    (kind, then) => {
      const tries = (count: number) =>
        Array.from({ length: count }, (_, index) => refused('one-time', kind, index + 1))
      const pauses = [1, 2].map(count => {
        const early = nextMove(tries(count), { ...ALL, now: NOW - MINUTE })
        return early.do === 'wait' ? (early.until - (NOW - MINUTE)) / MINUTE : null
      })
      expect(pauses).toEqual([5, 30])
      const later = { ...ALL, now: NOW + 60 * MINUTE }
      expect(nextMove(tries(1), later)).toEqual({ do: 'try', rung: 'one-time', n: 2 })
      expect(nextMove(tries(3), later)).toEqual({ do: 'try', rung: then, n: 4 })
    },
  )

  test('a rung that has closed meanwhile is not waited for', () => {
    const withdrawn = { ...ALL, consents: NO_CONSENT }
    expect(nextMove([refused('one-time', 'busy')], withdrawn)).toEqual({ do: 'try', rung: 'template', n: 2 })
  })
})

describe('after a report', () => {
  test.each<[Attempt['result'], object]>([
    [null, { do: 'rest' }],
    ['arrived', { do: 'rest' }],
    ['blocked', { do: 'try', rung: 'chat', n: 2 }],
    ['failed', { do: 'wait', until: NOW + 4 * MINUTE }],
  ])('%s', (result, move) => {
    expect(nextMove([attempt('template', { result })], { ...ALL, consents: NO_CONSENT })).toEqual(move)
  })
})

describe('without an answer: the process died, or the connection', () => {
  test.each<[string, Attempt, object]>([
    ['a template is sent again under its id', open('template', 8), { do: 'try', rung: 'template', n: 1 }],
    ['while WeChat remembers that', open('template', 9), { do: 'try', rung: 'parked', n: 2 }],
    ['a subscription waits for its report', open('one-time', 3), { do: 'wait', until: NOW + 7 * MINUTE }],
    ['and is sent again where none came', open('one-time', 10), { do: 'try', rung: 'one-time', n: 1 }],
    ['but not on another day', open('one-time', 15 * 60), { do: 'try', rung: 'parked', n: 2 }],
    ['long-term just the same', open('long-term', 9), { do: 'wait', until: NOW + MINUTE }],
    ['chat is not repeated', open('chat', 3), { do: 'try', rung: 'parked', n: 2 }],
    ['parking is', open('parked', 3), { do: 'try', rung: 'parked', n: 1 }],
  ])('%s', (_what, last, move) => {
    expect(nextMove([last], ALL)).toEqual(move)
    expect(nextMove([{ ...last, answer: 'away' }], ALL)).toEqual(move)
  })
})
