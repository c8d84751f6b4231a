import { expect, test } from 'vitest'
import type { ResolvedSpec } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hint } from './hearing.ts'

const SPEC: ResolvedSpec = { type: 'text', min: 2, max: 40 }

test.each([
  ['  第一行\r\n第二行\r', '第一行\n第二行'],
  ['[微笑]好的', '[微笑]好的'],
  ['2021', '2021'],
  ['没有', '没有'],
  ['𠮷𠮷', '𠮷𠮷'],
  ['一\u0000二\u001b\t三\u0085', '一二\t三'],
])('%j is kept as %j', (typed, kept) => {
  expect(hear(SPEC, typed)).toEqual({ ok: true, value: kept })
})

test.each([
  ['示例学校\n（南校区）', '示例学校 （南校区）'],
  [' 示例\r\n\r\n 学校\t', '示例 学校'],
])('a name typed as %j is one line', (typed, kept) => {
  expect(hear({ ...SPEC, lines: 'one' }, typed)).toEqual({ ok: true, value: kept })
})

test.each(['[微笑]', '[微笑][强]', '[Facepalm]', '/::D', '/:ok /:strong', '😀', '👍🏻', '[OK]。'])(
  'the sticker %j alone is no answer',
  text => {
    expect(hear(SPEC, text)).toEqual(hint('hint.sticker'))
  },
)

test.each(['', '   ', '。。。', '……', '？', '---'])('%j says nothing', text => {
  expect(hear(SPEC, text)).toEqual(hint('hint.text'))
})

test.each(['好了', '好了。', '没有了', '不适用', '发完了', '确定'])(
  '%j ends or chooses elsewhere, and is no text',
  word => {
    expect(hear(SPEC, word)).toEqual(hint('hint.text-word', { word }))
    expect(hear(SPEC, `${word}，其余都在附件里`).ok).toBe(true)
  },
)

test('length counts characters as people do', () => {
  expect(hear(SPEC, '好')).toEqual(hint('hint.text-short', { min: 2 }))
  expect(hear(SPEC, '𠮷'.repeat(40)).ok).toBe(true)
  expect(hear(SPEC, '字'.repeat(41))).toEqual(hint('hint.text-long', { max: 40, count: 41 }))
})

// Made-up numbers of the standard itself (domain §4.3).
test.each([
  '张某，11010519491231002X',
  '11010519491231002x',
  '１１０１０５１９４９１２３１００２Ｘ',
  '证号T11010519491231002X。',
  '110105 19491231 002X',
  '110105-19491231-002X',
  '440524188001010014',
  '110105194912310021',
  '410105 19491231 002X',
])('an ID-card number is not kept: %s', text => {
  expect(hear(SPEC, text)).toEqual(hint('hint.id-number'))
})

const MASKED: ResolvedSpec = { ...SPEC, 'id-numbers': 'mask' }

test.each([
  ['张某，11010519491231002X，教务', '张某，****，教务'],
  ['他是１１０１０５１９４９１２３１００２Ｘ', '他是****'],
  ['证号T11010519491231002X。', '证号T****。'],
  ['他的号码写错一位：110105194912310021', '他的号码写错一位：****'],
  ['110105 19491231\n002x，440524188001010014，两个人', '****，****，两个人'],
])('where the text must not be lost, the number alone is: %j', (typed, kept) => {
  const heard = hear({ ...MASKED, max: 60 }, typed)
  expect(heard).toEqual({ ok: true, value: kept, note: { phrase: 'hint.id-number-masked' } })
})

test('a number alone, or hidden between signs nobody sees, is refused also there', () => {
  expect(hear(MASKED, '11010519491231002X')).toEqual(hint('hint.id-number'))
  expect(hear(MASKED, '110105\u200b19491231\u200b002X')).toEqual(hint('hint.id-number'))
})

test.each([
  '11010519491331002X',
  '523101200101120022',
  '914403001922038216',
  '91350100M000100Y43',
  '13800000000',
  '9110105194912310021',
  '110105194912310021234',
])('%s is none', text => {
  expect(hear(SPEC, text)).toEqual({ ok: true, value: text })
  expect(hear(MASKED, text)).toEqual({ ok: true, value: text })
})
