import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ResolvedSpec } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hearing, hint } from './hearing.ts'

const PEOPLE: ResolvedSpec = { type: 'number', whole: true, min: 0, max: 20_000, unit: '人' }

test.each([
  ['12', 12],
  ['１２人', 12],
  ['十二人', 12],
  ['12个人', 12],
  ['12名', 12],
  ['12 个', 12],
  ['两百', 200],
  ['一百零五人。', 105],
  ['3千', 3000],
  ['1.5万', 15_000],
  ['1,200', 1200],
  ['一共18名', 18],
  ['大概20人左右', 20],
  ['有8个', 8],
  ['没有', 0],
  ['无', 0],
  ['0', 0],
])('%s is %d people', (text, number) => {
  expect(hearing(PEOPLE)(text)).toBe(number)
})

test.each(['', '几个', '二十来个', '10-20', '3 5', '不知道', '12吨', '一些', '没几个', '12人13人'])(
  '%j is no number',
  text => {
    expect(hear(PEOPLE, text)).toEqual(hint('hint.number'))
  },
)

test('bounds are named', () => {
  expect(hear(PEOPLE, '-1')).toEqual(hint('hint.number-small', { min: 0, unit: '人' }))
  expect(hear(PEOPLE, '三万')).toEqual(hint('hint.number-large', { max: 20_000, unit: '人' }))
  expect(hear(PEOPLE, '1.5')).toEqual(hint('hint.number-whole'))
  expect(hear({ type: 'number', whole: true, min: 1 }, '没有')).toEqual(
    hint('hint.number-small', { min: 1, unit: '' }),
  )
})

test('a unit with a magnitude in it is not multiplied twice', () => {
  const heard = hearing({ type: 'number', whole: false, unit: '万元' })
  expect(['3万元', '3.5', '3万', '三点五万元', '30000元'].map(heard)).toEqual([3, 3.5, 3, 3.5, 'hint.number'])
  expect(hearing({ type: 'number', whole: true, unit: '元' })('3万元')).toBe(30_000)
})

test('any whole number in figures is read back, with or without a unit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constantFrom('', '人', '名', '个'),
      (number, unit) => {
        expect(hearing({ type: 'number', whole: true })(`${number}${unit}`)).toBe(number)
      },
    ),
  )
})
