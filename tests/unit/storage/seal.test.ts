import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../../../src/lib/random.ts'
import { createSeal } from '../../../src/storage/seal.ts'

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index)
const seal = createSeal(KEY, systemRandom)
const plain = Buffer.from('会话')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('seal and open', () => {
  it('give back any bytes, for any purpose and place', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(text, text, fc.uint8Array({ maxLength: 2_000 }), (purpose, bound, bytes) => {
        expect(hex(seal.open(purpose, bound, seal.seal(purpose, bound, bytes)))).toBe(hex(bytes))
      }),
    )
  })

  it('open what another instance with the same key sealed', () => {
    const other = createSeal(Uint8Array.from(KEY), systemRandom)
    expect(hex(other.open('session', 'p1', seal.seal('session', 'p1', plain)))).toBe(hex(plain))
  })

  it('open what is stored already; made with another implementation of the same primitives', () => {
    const stored = '01000102030405060708090a0b320263261549dbc3cdf58ca3e7633f911284e4497d19'
    expect(hex(seal.open('session', 'p1', Buffer.from(stored, 'hex')))).toBe(hex(plain))
  })

  it('seal the same bytes differently every time', () => {
    expect(hex(seal.seal('session', 'p1', plain))).not.toBe(hex(seal.seal('session', 'p1', plain)))
  })

  it('refuse every changed bit and every cut, without saying why', () => {
    const sealed = seal.seal('session', 'p1', plain)
    const damaged = [...sealed].flatMap((byte, at) => [
      Uint8Array.from(sealed).fill(byte ^ 1, at, at + 1),
      Uint8Array.from(sealed).fill(byte ^ 128, at, at + 1),
      sealed.subarray(0, at),
    ])
    for (const bytes of damaged) {
      expect(() => seal.open('session', 'p1', bytes)).toThrow(
        expect.objectContaining({ message: 'internal' }),
      )
    }
  })

  it('refuse another purpose, another place and another key', () => {
    const sealed = seal.seal('session', 'p1', plain)
    const stranger = createSeal(new Uint8Array(32), systemRandom)
    expect(() => seal.open('reply', 'p1', sealed)).toThrow('internal')
    expect(() => seal.open('session', 'p2', sealed)).toThrow('internal')
    expect(() => stranger.open('session', 'p1', sealed)).toThrow('internal')
  })

  it('refuse a data key that is not 32 bytes', () => {
    expect(() => createSeal(new Uint8Array(31), systemRandom)).toThrow('config-bad')
  })
})

describe('hash', () => {
  it('is 32 hexadecimal characters, the same for the same text and key', () => {
    expect(seal.hash('phone', '13800000000')).toMatch(/^[0-9a-f]{32}$/)
    expect(createSeal(KEY, systemRandom).hash('phone', '13800000000')).toBe(seal.hash('phone', '13800000000'))
  })

  it('is what records carry already; made with another implementation of the same primitives', () => {
    expect(seal.hash('phone', '13800000000')).toBe('c80be5c45e1aaed172b81de78f3275b6')
  })

  it('differs by text, purpose and key', () => {
    const stranger = createSeal(new Uint8Array(32), systemRandom)
    const hashes = [
      seal.hash('phone', '13800000000'),
      seal.hash('phone', '13800000001'),
      seal.hash('person', '13800000000'),
      stranger.hash('phone', '13800000000'),
    ]
    expect(new Set(hashes).size).toBe(4)
  })
})
