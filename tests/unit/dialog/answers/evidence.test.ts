import { expect, test } from 'vitest'
import type { EvidenceKind, Input } from '../../../../src/dialog/answer.ts'
import { type ResolvedSpec, showAnswer } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hint } from './hearing.ts'

const ANY: ResolvedSpec = { type: 'evidence', min: 0, max: 3 }
const SOME: ResolvedSpec = { type: 'evidence', min: 2, max: 3 }
const piece = (what: EvidenceKind, id: string): Input => ({ kind: 'evidence', what, id })

test('pieces of every kind add up in any order until no more may come', () => {
  expect(hear(ANY, piece('voice', 'a'))).toEqual({
    ok: true,
    value: ['voice:a'],
    more: { phrase: 'hint.evidence-more', values: { count: 1, left: 2 } },
  })
  expect(hear(ANY, piece('link', 'b'), ['voice:a'])).toMatchObject({
    value: ['voice:a', 'link:b'],
    more: { values: { count: 2, left: 1 } },
  })
  const full = ['voice:a', 'link:b', 'location:c']
  expect(hear(ANY, piece('location', 'c'), full.slice(0, 2))).toEqual({ ok: true, value: full })
  expect(hear(ANY, piece('photo', ''), full)).toEqual(hint('hint.evidence-full', { max: 3 }))
})

test('the same piece twice is one piece', () => {
  expect(hear(ANY, piece('video', 'a'), ['video:a'])).toMatchObject({
    ok: true,
    value: ['video:a'],
    more: { values: { count: 1, left: 2 } },
  })
})

test.each(['好了', '完了', '没有', '就这些'])('%s ends it', text => {
  expect(hear(ANY, text)).toEqual({ ok: true, value: [] })
  expect(hear(ANY, text, ['photo:a'])).toEqual({ ok: true, value: ['photo:a'] })
  expect(hear(SOME, text, ['photo:a'])).toEqual(hint('hint.evidence-min', { min: 2, count: 1 }))
})

test.each(['撤回', '撤回。', '删掉上一张', '删掉上一份', '发错了'])('%s drops the last one', text => {
  expect(hear(ANY, text, ['photo:a', 'voice:b'])).toEqual({
    ok: true,
    value: ['photo:a'],
    more: { phrase: 'hint.evidence-dropped', values: { count: 1, left: 2 } },
  })
  expect(hear(ANY, text, ['photo:a', 'voice:b', 'link:c'])).toMatchObject({ value: ['photo:a', 'voice:b'] })
  expect(hear(ANY, text)).toEqual(hint('hint.evidence', { count: 0, left: 3 }))
})

test('anything else asks for evidence, and loses none', () => {
  const expected = hint('hint.evidence', { count: 1, left: 2 })
  for (const text of ['', '还有', '等一下', '撤回联系方式'])
    expect(hear(ANY, text, ['photo:a']), text).toEqual(expected)
  expect(hear(ANY, { kind: 'other', what: 'file' }, ['photo:a'])).toEqual(expected)
  expect(hear(ANY, { kind: 'photo', id: '' }, ['photo:a'])).toEqual(expected)
})

test('a piece of evidence is no answer to another question, and is told what a message of its kind is told', () => {
  const text: ResolvedSpec = { type: 'text', min: 1, max: 9 }
  const hints = (['photo', 'voice', 'video', 'location', 'link'] as const).map(what =>
    hear(text, piece(what, 'a')),
  )
  expect(hints).toEqual(
    ['hint.photo-unwanted', 'hint.voice', 'hint.video', 'hint.location-unwanted', 'hint.link'].map(name =>
      hint(name),
    ),
  )
})

test.each([
  [[], '无'],
  [['photo:a', 'voice:b', 'photo:c'], '2 张照片、1 段语音'],
  [['link:a', 'location:b', 'video:c'], '1 段视频、1 个位置、1 个网址'],
])('%j is shown as %s', (value, shown) => {
  expect(showAnswer(ANY, value)).toBe(shown)
})
