import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCodeCheck } from '../../../src/dialog/answers/credit-code-rule.ts'
import { LEGIBLE as CHARACTERS, legibleCode } from '../../../src/lib/random.ts'
import { createSeal } from '../../../src/storage/seal.ts'
import { isIdentity } from '../../../src/tips/age-identity.ts'
import { draftCodes } from '../../../src/tips/draft-codes.ts'
import { codeIn, mentionsCode, plainCode, showCode } from '../../../src/tips/query-code.ts'
import { createReporterKeys } from '../../../src/tips/reporter-key.ts'
import { createTurnstile } from '../../../src/tips/turnstile.ts'
import { readTranscript } from '../../support/transcript.ts'
import { seededRandom } from '../../support/world.ts'

const random = seededRandom('codes')
const LEGIBLE = /^[34679ACDEFGHJKMNPQRTWXY]+$/

describe('the secret of a draft', () => {
  const secret = random.bytes(32)
  const codes = draftCodes(secret)

  it('always comes to the same number, code and salt', () => {
    const again = draftCodes(Uint8Array.from(secret))
    expect(again.code).toBe(codes.code)
    expect(again.salt).toBe(codes.salt)
    expect(again.numberOn('2022-03-18', 0)).toBe(codes.numberOn('2022-03-18', 0))
  })

  it('gives a number with its day, and another where that is taken', () => {
    expect(codes.numberOn('2022-03-18', 0)).toMatch(/^JB20220318-[34679ACDEFGHJKMNPQRTWXY]{8}$/)
    expect(codes.numberOn('2022-03-18', 1)).not.toBe(codes.numberOn('2022-03-18', 0))
  })

  it('gives a code of more than 53 bits that no other gives', () => {
    expect(codes.code).toMatch(LEGIBLE)
    expect(codes.code.length * Math.log2(23)).toBeGreaterThan(53)
    const others = Array.from({ length: 500 }, () => draftCodes(random.bytes(32)).code)
    expect(new Set([codes.code, ...others]).size).toBe(501)
  })

  it('tells whether two submissions say the same, whatever the order of their fields', () => {
    expect(codes.markOf({ a: 1, b: [2] })).toBe(codes.markOf({ b: [2], a: 1 }))
    expect(codes.markOf({ a: 1 })).not.toBe(codes.markOf({ a: 2 }))
    expect(codes.markOf({ a: 1 })).not.toBe(draftCodes(random.bytes(32)).markOf({ a: 1 }))
  })

  it('is 32 bytes', () => {
    expect(() => draftCodes(random.bytes(16))).toThrow('32 bytes')
  })
})

describe('a query code', () => {
  it('is shown in groups of four', () => {
    expect(showCode('7K3M9PXACD4F')).toBe('7K3M-9PXA-CD4F')
  })

  it('is read however it was typed', () => {
    const separator = fc.constantFrom('', ' ', '-', '—', '　', '－', '\n')
    fc.assert(
      fc.property(fc.array(separator, { minLength: 12, maxLength: 12 }), fc.boolean(), (between, isWide) => {
        const code = '7K3M9PXACD4F'
        const wide = (each: string) => (isWide ? String.fromCharCode(each.charCodeAt(0) + 0xfee0) : each)
        const typed = [...code.toLowerCase()].map((each, at) => wide(each) + between[at]).join('')
        expect(plainCode(typed)).toBe(code)
      }),
    )
  })

  it('is found in a text that gives it away', () => {
    expect(mentionsCode('我的查询码是 7k3m-9pxa-cd4f，请回复', '7K3M-9PXA-CD4F')).toBe(true)
    expect(mentionsCode('7K3M-9PXA', '7K3M-9PXA-CD4F')).toBe(false)
  })
})

describe('a query code in a text', () => {
  const characters = (alphabet: string, length: number) =>
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length })
  const han = fc.string({ unit: fc.constantFrom(...'培训没有上课就发证收钱，。：（'), maxLength: 20 })
  const grouped = (text: fc.Arbitrary<string>) =>
    fc
      .tuple(text, fc.constantFrom(/.{4}(?=.)/g, /.{6}(?=.)/g, /$^/g), fc.constantFrom(' ', '-', '—', '　'))
      .map(([plain, groups, between]) => plain.replace(groups, each => each + between))

  it('is found in whatever stands around it, however it is grouped', () => {
    const code = characters(CHARACTERS, 12).filter(each => /\d/.test(each) && /[A-Z]/.test(each))
    fc.assert(
      fc.property(han, grouped(code), han, fc.boolean(), (before, typed, after, isSmall) => {
        const text = before + (isSmall ? typed.toLowerCase() : typed) + after
        expect(codeIn(text)).toBe(plainCode(typed))
      }),
    )
  })

  it('is not seen in credit codes, numbers, phones and binding codes', () => {
    const credit = fc
      .tuple(characters('0123456789', 6), characters('0123456789ABCDEFGHJKLMNPQRTUWXY', 9))
      .map(([place, unit]) => `91${place}${unit}`)
      .map(first => first + creditCodeCheck(first))
    const other = fc.oneof(
      grouped(credit),
      grouped(characters('0123456789', 11)),
      grouped(characters('0123456789', 18)),
      fc.nat().map(seed => `${seed}人，每人${seed}元`),
      fc.nat().map(seed => showCode(legibleCode(seededRandom(String(seed)), 8))),
    )
    fc.assert(
      fc.property(han, other, han, (before, text, after) => {
        expect(codeIn(before + text + after)).toBeNull()
      }),
    )
  })

  it('is not seen in anything that people say in the transcripts but codes', async () => {
    const folder = join(import.meta.dirname, '../../transcripts')
    const files = (await readdir(folder)).filter(name => name.endsWith('.txt'))
    const texts = await Promise.all(files.map(name => readFile(join(folder, name), 'utf8')))
    const said = texts.flatMap(readTranscript).flatMap(line => (line.kind === 'sent' ? [line.text] : []))
    expect(said.length).toBeGreaterThan(500)
    const typed = ['7K3M9PXACD4E', '7K3M9PXACD4F', 'AAAACCCCDDDD']
    expect([...new Set(said.map(codeIn))].filter(each => each !== null).toSorted()).toEqual(typed)
  })
})

describe('the keys of a code', () => {
  const keysUnder = (byte: number) => createReporterKeys(createSeal(Buffer.alloc(32, byte), random))

  it('are the same for the same code, and hang on DATA_KEY', async () => {
    const keys = keysUnder(1)
    const [first, again, other, elsewhere] = await Promise.all([
      keys('7K3M-9PXA-CD4F'),
      keys('7k3m 9pxa cd4f'),
      keys('7K3M-9PXA-CD4G'),
      keysUnder(2)('7K3M-9PXA-CD4F'),
    ])
    expect(again).toEqual(first)
    expect(isIdentity(first.identity)).toBe(true)
    for (const each of [other, elsewhere]) {
      expect(each.lookup).not.toBe(first.lookup)
      expect(each.identity).not.toBe(first.identity)
    }
  })
})

describe('a flood of look-ups', () => {
  const derived: string[] = []
  const waits: number[] = []
  const held: (() => void)[] = []
  const keys = createReporterKeys(createSeal(Buffer.alloc(32, 1), random), {
    derive: async code => {
      derived.push(code)
      await new Promise<void>(resolve => held.push(resolve))
      return Buffer.alloc(64)
    },
    wait: async ms => waits.push(ms),
  })

  it('waits in a line that has an end, and behind every submission', async () => {
    const lookUps = Array.from({ length: 62 }, (_, at) => keys(`${at}`))
    await expect(keys('62')).rejects.toMatchObject({ code: 'too-busy' })
    const submissions = [keys('A', 'first'), keys('C', 'first')]
    const settled = Promise.all([...lookUps, ...submissions])
    for (let done = 0; done < 64; done++) {
      await expect.poll(() => held.length).toBeGreaterThan(0)
      held.shift()!()
    }
    await settled
    expect(derived.slice(0, 5)).toEqual(['0', '1', 'A', 'C', '2'])
    expect(derived).toHaveLength(64)
  })

  it('of somebody with no try left costs no work, and takes as long', async () => {
    const before = derived.length
    const [one, other] = await Promise.all([keys('7K3M9PXACD4F', 'pretend'), keys('other', 'pretend')])
    expect(one).toEqual(other)
    expect(isIdentity(one.identity)).toBe(true)
    expect(derived).toHaveLength(before)
    expect(waits).toEqual([expect.any(Number), expect.any(Number)])
    expect(Math.min(...waits)).toBeGreaterThan(0)
  })
})

it('through a turnstile go so many at a time, in order, also when one fails', async () => {
  const enter = createTurnstile(2)
  const [begun, open]: [number[], (() => void)[]] = [[], []]
  const work = (number: number) =>
    enter(async () => {
      begun.push(number)
      await new Promise<void>(resolve => open.push(resolve))
      if (number === 0) throw new Error('fails')
      return number
    })
  const all = Promise.allSettled([0, 1, 2, 3].map(work))
  const settle = () => new Promise(resolve => setImmediate(resolve))
  await settle()
  expect(begun).toEqual([0, 1])
  open[0]!()
  await settle()
  expect(begun).toEqual([0, 1, 2])
  open[1]!()
  open[2]!()
  await settle()
  open[3]!()
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
})
