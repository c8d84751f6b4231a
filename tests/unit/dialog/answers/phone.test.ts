import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hear, hearing, hint } from './hearing.ts'

const heard = hearing({ type: 'phone' })

test.each([
  '13800000000',
  '138 0000 0000',
  '138-0000-0000',
  '１３８００００００００',
  '+8613800000000',
  '+86 138 0000 0000',
  '0086-13800000000',
  '8613800000000',
  '手机：13800000000',
  '我的电话是13800000000。',
])('%s is a mobile number', text => {
  expect(heard(text)).toBe('13800000000')
})

test.each([
  ['0594-2222222', '0594-2222222'],
  ['０５９４ ２２２２２２２', '0594-2222222'],
  ['(0594)2222222', '0594-2222222'],
  ['05942222222', '0594-2222222'],
  ['+86 594 2222222', '0594-2222222'],
  ['0595-22222222', '0595-22222222'],
  ['010-82222222', '010-82222222'],
  ['02582222222', '025-82222222'],
])('%s is a landline', (text, number) => {
  expect(heard(text)).toBe(number)
})

test.each([
  ['1380000000', hint('hint.phone-length', { count: 10 })],
  ['138000000000', hint('hint.phone-length', { count: 12 })],
  ['2222222', hint('hint.phone-area')],
  ['2222-2222', hint('hint.phone-area')],
  ['12000000000', hint('hint.phone')],
  ['0594-1222222', hint('hint.phone')],
  ['0594', hint('hint.phone')],
  ['13800000000或13900000000', hint('hint.phone')],
  ['没有', hint('hint.phone')],
  ['', hint('hint.phone')],
])('%s gets its hint', (text, expected) => {
  expect(hear({ type: 'phone' }, text)).toEqual(expected)
})

test('grouping never changes a number', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 9 }),
      digits,
      fc.constantFrom('', ' ', '-', ' - '),
      (second, rest, gap) => {
        const number = `1${second}${rest}`
        expect(heard(`${number.slice(0, 3)}${gap}${number.slice(3, 7)}${gap}${number.slice(7)}`)).toBe(number)
      },
    ),
  )
})
