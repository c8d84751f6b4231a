import { describe, expect, it } from 'vitest'
import { stepPositionsOf } from '../../../../src/dialog/check/position.ts'
import { isReachable } from '../../../../src/dialog/check/reachable.ts'
import type { Surroundings } from '../../../../src/dialog/check/surroundings.ts'
import type { Condition, Repeat, Step } from '../../../../src/dialog/content.ts'

const around: Surroundings = {
  checklists: [],
  lists: {},
  given: { facts: { big: ['yes', 'no'], name: null }, lists: {} },
  phrases: {},
  isCommand: () => false,
}

const step = (id: string, answer: Step['answer'], when?: Condition): Step => ({
  id,
  name: id,
  ask: id,
  answer,
  ...(when && { when }),
})
const options = ['a', 'b', 'c'].map(id => ({ id, label: id }))
const one = (id: string, when?: Condition) => step(id, { type: 'choice', options }, when)
const many = (id: string) => step(id, { type: 'multi-choice', options })
const words = (id: string, when?: Condition) => step(id, { type: 'text', min: 1, max: 9 }, when)

/** Whether the last step of these can be asked. */
function reaches(...steps: (Step | Repeat)[]): boolean {
  const last = stepPositionsOf({ steps }).at(-1)
  if (!last) throw new Error('no step')
  return isReachable(last, around)
}

describe('isReachable', () => {
  it.each<[string, boolean, (Step | Repeat)[]]>([
    ['no condition', true, [words('x')]],
    ['an option', true, [one('q'), words('x', { q: ['a'] })]],
    ['one option and another', false, [one('q'), words('x', { all: [{ q: ['a'] }, { q: ['b'] }] })]],
    [
      'none of all options, before the question is answered',
      true,
      [one('q'), words('x', { not: { q: ['a', 'b', 'c'] } })],
    ],
    [
      'an option, and not that option',
      false,
      [one('q'), words('x', { all: [{ q: ['a'] }, { not: { q: ['a'] } }] })],
    ],
    ['two ticks', true, [many('q'), words('x', { all: [{ q: ['a'] }, { q: ['b'] }] })]],
    [
      'a tick, and something unticked',
      true,
      [many('q'), words('x', { all: [{ q: ['a'] }, { q: { incomplete: true } }] })],
    ],
    [
      'all ticked, and something unticked',
      false,
      [
        many('q'),
        words('x', { all: [{ q: ['a'] }, { q: ['b'] }, { q: ['c'] }, { q: { incomplete: true } }] }),
      ],
    ],
    ['a fact', true, [words('x', { 'facts.big': ['yes'] })]],
    [
      'two values of a fact',
      false,
      [words('x', { all: [{ 'facts.big': ['yes'] }, { 'facts.big': ['no'] }] })],
    ],
    ['a fact in free words', true, [words('x', { 'facts.name': ['anything'] })]],
    [
      'an answer to a question of its own condition',
      true,
      [one('p'), one('q', { p: ['a'] }), words('x', { q: ['b'] })],
    ],
    [
      'an answer to a question that is then not asked',
      false,
      [one('p'), one('q', { p: ['a'] }), words('x', { q: ['b'], p: ['b'] })],
    ],
    [
      'a step within a repeat whose condition denies it',
      false,
      [one('q'), { repeat: 'r', until: 'x', when: { q: ['a'] }, steps: [words('x', { q: ['b'] })] }],
    ],
    [
      'a step of the repeat before the one outside it',
      true,
      [
        one('q'),
        { repeat: 'r', until: 'x', when: { q: ['a'] }, steps: [one('q'), words('x', { q: ['b'] })] },
      ],
    ],
  ])('%s: %s', (_what, reachable, steps) => {
    expect(reaches(...steps)).toBe(reachable)
  })

  it('gives up, and takes a step as reachable, where there is too much to try', () => {
    const questions = Array.from({ length: 12 }, (_, index) => one(`q${index}`))
    const all = questions.map(({ id }) => ({ [id]: ['a'] }))
    expect(reaches(...questions, words('x', { all: [...all, { q0: ['b'] }] }))).toBe(true)
    const ticks = Array.from({ length: 30 }, (_, index) => ({ id: `o${index}`, label: `${index}` }))
    const all30 = ticks.map(({ id }) => ({ q: [id] }))
    expect(reaches(step('q', { type: 'multi-choice', options: ticks }), words('x', { all: all30 }))).toBe(
      true,
    )
  })
})
