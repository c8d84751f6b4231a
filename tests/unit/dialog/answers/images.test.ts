import { expect, test } from 'vitest'
import type { ResolvedSpec } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hint } from './hearing.ts'

const ANY: ResolvedSpec = { type: 'images', min: 0, max: 3 }
const SOME: ResolvedSpec = { type: 'images', min: 2, max: 3 }
const photo = (id: string) => ({ kind: 'photo', id }) as const

test('photos add up until no more may come', () => {
  expect(hear(ANY, photo('a'))).toEqual({
    ok: true,
    value: ['a'],
    more: { phrase: 'hint.photo-more', values: { count: 1, left: 2 } },
  })
  expect(hear(ANY, photo('b'), ['a'])).toMatchObject({
    value: ['a', 'b'],
    more: { values: { count: 2, left: 1 } },
  })
  expect(hear(ANY, photo('c'), ['a', 'b'])).toEqual({ ok: true, value: ['a', 'b', 'c'] })
  expect(hear(ANY, photo('d'), ['a', 'b', 'c'])).toEqual(hint('hint.photo-full', { max: 3 }))
})

test('the same photo twice is one photo', () => {
  expect(hear(ANY, photo('a'), ['a'])).toMatchObject({
    ok: true,
    value: ['a'],
    more: { values: { count: 1, left: 2 } },
  })
})

test.each(['好了', '好了。', '完了', '没了', '没有了', '结束', '就这些', '就这些了', '发完了', 'OK'])(
  '%s ends the photos',
  text => {
    expect(hear(ANY, text, ['a'])).toEqual({ ok: true, value: ['a'] })
    expect(hear(SOME, text, ['a', 'b'])).toEqual({ ok: true, value: ['a', 'b'] })
    expect(hear(SOME, text, ['a'])).toEqual(hint('hint.photo-min', { min: 2, count: 1 }))
  },
)

test.each(['没有', '无', '没有照片', '好了'])('%s is no photo at all', text => {
  expect(hear(ANY, text)).toEqual({ ok: true, value: [] })
  expect(hear(SOME, text)).toEqual(hint('hint.photo-min', { min: 2, count: 0 }))
})

test.each([
  '撤回',
  '撤回上一张',
  '删掉上一张',
  '删掉吧',
  '删除这张。',
  '发错了',
  '上一张拍错了',
  '上一张不要',
])('%s drops the last photo, and the question stays open', text => {
  expect(hear(ANY, text, ['a', 'b'])).toEqual({
    ok: true,
    value: ['a'],
    more: { phrase: 'hint.photo-taken-back', values: { count: 1, left: 2 } },
  })
  expect(hear(SOME, text, ['a'])).toMatchObject({ value: [], more: { values: { count: 0, left: 3 } } })
  expect(hear(ANY, text)).toEqual(hint('hint.photo', { count: 0, left: 3 }))
})

test('anything else asks for photos, and loses none', () => {
  const expected = hint('hint.photo', { count: 1, left: 2 })
  for (const text of ['', '还有', '等一下', '不好', '[OK]'])
    expect(hear(ANY, text, ['a']), text).toEqual(expected)
  expect(hear(ANY, { kind: 'other', what: 'video' }, ['a'])).toEqual(expected)
  expect(hear(ANY, { kind: 'location', latitude: 25, longitude: 119, label: '' }, ['a'])).toEqual(expected)
})
