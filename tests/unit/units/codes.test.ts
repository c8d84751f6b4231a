import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSeal } from '../../../src/storage/seal.ts'
import { bindingCode, codeInScene, sceneOf } from '../../../src/units/binding-code.ts'
import { isLikeCode, keyOf, showCode } from '../../../src/units/code.ts'
import { maskedPhone } from '../../../src/units/masked-phone.ts'
import { seededRandom } from '../../support/world.ts'

const seal = createSeal(Buffer.alloc(32, 7), seededRandom('codes'))

it('a binding code is the same for a unit and generation, and another for any other', () => {
  const codes = ['a', 'b'].flatMap(unit => [1, 2].map(generation => bindingCode(seal, unit, generation)))
  expect(bindingCode(seal, 'a', 1)).toBe(codes[0])
  expect(new Set(codes).size).toBe(4)
  const other = createSeal(Buffer.alloc(32, 8), seededRandom('codes'))
  expect(bindingCode(other, 'a', 1)).not.toBe(codes[0])
})

it('a binding code is 8 legible characters, is known for a code, and opens however it is typed', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (unit, generation) => {
      const code = bindingCode(seal, unit, generation)
      expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{8}$/)
      const typed = [code, code.toLowerCase(), showCode(code), ` ${showCode(code).toLowerCase()} `]
      for (const each of typed) {
        expect(isLikeCode(each)).toBe(true)
        expect(keyOf(seal, each)).toEqual(keyOf(seal, code))
      }
      expect(codeInScene(sceneOf(code))).toBe(code)
    }),
  )
})

it.each([
  ['a misread character in its usual form', 'B3F9-0ACD', true],
  ['full width', '３４６７－９ＡＣＤ', true],
  ['a word of eight letters', 'password', false],
  ['a phone number', '13800000000', false],
  ['a short number', '12345678', false],
  ['a receipt', 'ZC20220310-TWQHFCXD', false],
  ['Chinese', '我想加入我们单位', false],
  ['nothing', '', false],
])('%s: %s', (_what, text, expected) => {
  expect(isLikeCode(text)).toBe(expected)
})

it('a scene of somebody else is none of ours', () => {
  expect(codeInScene('123')).toBeNull()
})

it.each([
  ['13812341234', '138****1234'],
  ['0594-2222222', '059****2222'],
])('%s is shown as %s', (phone, masked) => {
  expect(maskedPhone(phone)).toBe(masked)
})
