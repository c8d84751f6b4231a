import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCodeCheck, findSlip, isCreditCode } from '../../../../src/dialog/answers/credit-code-rule.ts'
import { hear, hearing, hint } from './hearing.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
/** The worked example of the standard, with its right check character (domain §4.2). */
const EXAMPLE = '91350100M000100Y43'

const heard = hearing({ type: 'credit-code' })
const codes = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '11', '12', '51', '52'),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 9, maxLength: 9 }),
  )
  .map(parts => parts.join(''))
  .map(first17 => first17 + creditCodeCheck(first17))

test.each([EXAMPLE, '914403001922038216', '9144030071526726XG', '91330100799655058B', '91110000802100433B'])(
  '%s is valid',
  code => {
    expect(heard(code)).toBe(code)
  },
)

test.each([
  '91350100m000100y43',
  '9135 0100 M000 100Y 43',
  '91350100-M000100Y4-3',
  '９１３５０１００Ｍ０００１００Ｙ４３',
  '代码：91350100M000100Y43。',
  ' 91350100M000100Y43\n',
])('%j is the example, written otherwise', text => {
  expect(heard(text)).toBe(EXAMPLE)
})

describe('slips are pointed out', () => {
  test.each([
    ['9135O100M000100Y43', hint('hint.credit-code-letter', { letter: 'O', figure: '0', position: 5 })],
    ['9I350100M000100Y43', hint('hint.credit-code-letter', { letter: 'I', figure: '1', position: 2 })],
    ['91350100M000100Y4Z', hint('hint.credit-code-letter', { letter: 'Z', figure: '2', position: 18 })],
    ['9135010SM000100Y43', hint('hint.credit-code-letter', { letter: 'S', figure: '5', position: 8 })],
    ['91350100V000100Y43', hint('hint.credit-code-character', { character: 'V', position: 9 })],
    ['91350100某000100Y43', hint('hint.credit-code-character', { character: '某', position: 9 })],
    ['913A0100M000100Y43', hint('hint.credit-code-character', { character: 'A', position: 4 })],
    ['91350100M000100Y4', hint('hint.credit-code-length', { count: 17 })],
    ['91350100M000100Y433', hint('hint.credit-code-length', { count: 19 })],
    ['350300123456789', hint('hint.credit-code-old')],
    ['91350100M000100Y34', hint('hint.credit-code-swapped', { position: 17, next: 18 })],
    ['91350100M000I00Y43', hint('hint.credit-code-letter', { letter: 'I', figure: '1', position: 13 })],
    ['91350100M00Q100Y43', hint('hint.credit-code-misread', { position: 12 })],
    // Two slips would explain it.
    ['91350100MD00100Y43', hint('hint.credit-code-check')],
    ['91350100M000100Y44', hint('hint.credit-code-check')],
    ['不知道', hint('hint.credit-code')],
    ['', hint('hint.credit-code')],
    ['12345', hint('hint.credit-code')],
    ['11010519491231002X', hint('hint.id-number')],
    ['身份证 110105 19491231 002x', hint('hint.id-number')],
  ])('%s', (text, expected) => {
    expect(hear({ type: 'credit-code' }, text)).toEqual(expected)
  })
})

test('every valid code is read, in lower case and with gaps too', () => {
  fc.assert(
    fc.property(codes, fc.constantFrom(' ', '-', ''), (code, gap) => {
      expect(heard(`${code.slice(0, 8)}${gap}${code.slice(8).toLowerCase()}`)).toBe(code)
    }),
  )
})

test('a valid code with one wrong character is never accepted', () => {
  fc.assert(
    fc.property(codes, fc.nat(17), fc.constantFrom(...ALPHABET, ...'IOSVZ'), (code, place, other) => {
      fc.pre(other !== code[place])
      expect(hear({ type: 'credit-code' }, code.slice(0, place) + other + code.slice(place + 1)).ok).toBe(
        false,
      )
    }),
    { numRuns: 2000 },
  )
})

test('a slip that is found leads back to a valid code', () => {
  fc.assert(
    fc.property(codes, fc.nat(16), (code, place) => {
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2)
      fc.pre(!isCreditCode(swapped))
      const slip = findSlip(swapped)
      if (slip?.kind === 'swapped') expect(slip.position).toBe(place + 1)
      expect(slip?.kind).not.toBe('misread')
    }),
    { numRuns: 500 },
  )
})
