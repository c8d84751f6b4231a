import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Input } from '../../../src/dialog/answer.ts'
import { ask } from '../../../src/dialog/ask.ts'
import { createSpeak } from '../../../src/dialog/fill.ts'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import { hear } from '../../../src/dialog/hear.ts'
import { moveOn, placeAt } from '../../../src/dialog/move-on.ts'
import { specOf } from '../../../src/dialog/place.ts'
import type { Script } from '../../../src/dialog/script.ts'
import { walk } from '../../../src/dialog/walk.ts'
import { content } from '../../support/content.ts'

const TODAY = '2022-03-10'
const speak = createSpeak(content.phrases)
const problems = [
  { id: 'T1-1', title: '基本条件', what: '场地', measure: '租教室', owner: '张某', due: '2022年3月18日' },
  { id: 'T2-1', title: '教学', what: '学时', measure: '补训', owner: '李某', due: '' },
]

function begin(script: Script, facts: Frame['facts']): Frame {
  return moveOn(
    script,
    createFrame({ dialog: script.dialog.id, script: script.hash, subject: 'x', facts, lists: { problems } }),
  )
}

/** What people type, right, wrong and sideways. */
const text = fc.oneof(
  fc.constantFrom(
    '1',
    '2',
    '3',
    '4',
    '５',
    '0',
    '没有',
    '存在',
    '部分存在',
    '不适用',
    '待核',
    '返回',
    '跳过',
    '不变',
    '好了',
    '依据',
  ),
  fc.constantFrom(
    '提交',
    '提交自查',
    '补填',
    '改1',
    '改 7',
    '改99',
    '3月18日',
    '今天',
    '同意',
    '1 2',
    '都做到了',
    '还有一个问题',
    '？',
  ),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.constant('2021年6月第3期低压电工班，实操少上8学时，涉及32人'),
)
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 12, arbitrary: text.map(each => ({ kind: 'text' as const, text: each })) },
  { weight: 2, arbitrary: fc.constant<Input>({ kind: 'photo', id: 'p1' }) },
  { weight: 2, arbitrary: fc.constant<Input>({ kind: 'evidence', what: 'voice', id: 'v1' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Input>({ kind: 'other', what: 'voice' }, { kind: 'other', what: 'sticker' }),
  },
)

/** Someone who answers every question properly. */
function goodFaith(script: Script, frame: Frame): Input {
  const place = placeAt(walk(script, frame), frame)
  if (!place) return { kind: 'text', text: script.dialog.review.submit }
  const spec = specOf(place, script)
  const kept = frame.answers[place.path]
  switch (spec.type) {
    case 'choice':
      return { kind: 'text', text: spec.options[0]?.label ?? '' }
    case 'multi-choice':
    case 'confirm':
      return { kind: 'text', text: '1' }
    case 'text':
      return { kind: 'text', text: '一段写得清清楚楚的说明文字' }
    case 'date':
      return { kind: 'text', text: '今天' }
    case 'images':
      return Array.isArray(kept) && kept.length > 0
        ? { kind: 'text', text: '好了' }
        : { kind: 'photo', id: 'proof' }
    case 'evidence':
      return { kind: 'text', text: '好了' }
    case 'credit-code':
      return { kind: 'text', text: '91350100M000100Y43' }
    case 'phone':
      return { kind: 'text', text: '13800000000' }
    default:
      throw new Error(`no honest answer for ${spec.type}`)
  }
}

const cases: [string, Script, Frame['facts']][] = [...content.scripts].flatMap(([name, script]) =>
  ['yes', 'no'].map((yes): [string, Script, Frame['facts']] => [
    `${name} (${yes})`,
    script,
    { 'high-risk': yes, 'unit-known': yes, 'industry-risk': 'ask' },
  ]),
)

describe.each(cases)('%s', (_name, script, facts) => {
  it('never loses its way, whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(input, { minLength: 10, maxLength: 60 }), inputs => {
        let frame = begin(script, facts)
        for (const each of inputs) {
          const step = hear(script, frame, each, TODAY)
          expect(Object.keys(step.frame.answers)).toEqual(expect.arrayContaining(Object.keys(frame.answers)))
          frame = step.frame
          expect(ask(script, frame, speak)).not.toBe('')
        }
        // `not agreed` ends a registration; the room sees to that, so here it is taken back.
        if (frame.answers.consent === 'no')
          frame = moveOn(script, { ...frame, answers: { ...frame.answers, consent: 'yes' } })
        const submitted = finish(script, frame)
        expect(submitted).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

function finish(script: Script, start: Frame): boolean {
  let frame = start
  for (let steps = 0; steps < 600; steps++) {
    const step = hear(script, frame, goodFaith(script, frame), TODAY)
    if (step.events.some(({ type }) => type === 'submitted')) return true
    frame = step.frame
  }
  return false
}
