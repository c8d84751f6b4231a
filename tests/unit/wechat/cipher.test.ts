import { createCipheriv } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { createAesKey, decrypt, deriveNonce, encrypt } from '../../../src/wechat/cipher.ts'
import { SEALED, SIGNED } from './vectors.ts'

const KEY = createAesKey('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG')
const APP_ID = 'wx00000000000000aa'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : `not an AppError: ${thrown}`
  }
  return 'nothing thrown'
}

/** Encrypts bytes as they are: padding and length are the test's own. */
function sealRaw(plain: Uint8Array): string {
  const bytes = KEY.export()
  const cipher = createCipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

function plainOf(message: Uint8Array, length: number, padding: number[]): Uint8Array {
  const prefix = Buffer.alloc(20, 'r')
  prefix.writeUInt32BE(length, 16)
  return Buffer.concat([prefix, message, Buffer.from(padding)])
}

describe('public vectors', () => {
  test.each([...SIGNED, ...SEALED])('$name opens', ({ encodingAesKey, encrypted, plain, appId }) => {
    const opened = decrypt(createAesKey(encodingAesKey), encrypted)
    expect(opened.xml).toContain(plain)
    expect(opened.appId).toBe(appId)
  })

  test.each([...SIGNED, ...SEALED].filter(each => each.random))(
    '$name seals to the published bytes',
    ({ encodingAesKey, encrypted, plain, appId, random }) => {
      expect(encrypt(createAesKey(encodingAesKey), appId, plain, Buffer.from(random!))).toBe(encrypted)
    },
  )
})

describe('createAesKey', () => {
  test.each(['', 'A'.repeat(41), 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, `${'A'.repeat(42)}-`])(
    'refuses %j',
    key => {
      expect(codeOf(() => createAesKey(key))).toBe('config-bad')
    },
  )

  test('shows nothing of the key when it is inspected', () => {
    expect(inspect(KEY)).not.toMatch(/[0-9a-f]{2} [0-9a-f]{2}|abcdef/)
  })
})

describe('decrypt refuses with one code', () => {
  const message = Buffer.from('<xml/>aaaaaa')
  test.each([
    ['nothing', ''],
    ['half a block', Buffer.alloc(24).toString('base64')],
    ['a block alone', sealRaw(Buffer.alloc(16, 'r'))],
    ['padding of 0', sealRaw(plainOf(Buffer.concat([message, message]), 6, Array(20).fill(0)))],
    ['padding of 33', sealRaw(plainOf(Buffer.alloc(11), 6, Array(33).fill(33)))],
    ['padding longer than the text', sealRaw(Buffer.alloc(16, 17))],
    ['padding that is not all alike', sealRaw(plainOf(message, 6, [...Array(31).fill(31), 32]))],
    ['a length beyond the end', sealRaw(plainOf(message, 13, Array(32).fill(32)))],
    ['a length of 4 GB', sealRaw(plainOf(message, 0xffffffff, Array(32).fill(32)))],
    ['text that is not UTF-8', sealRaw(plainOf(Buffer.alloc(12, 0xe4), 12, Array(32).fill(32)))],
    ['another key', encrypt(createAesKey('A'.repeat(43)), APP_ID, '<xml/>', Buffer.alloc(16))],
  ])('%s', (_, encrypted) => {
    expect(codeOf(() => decrypt(KEY, encrypted))).toBe('signature-bad')
  })
})

describe('properties', () => {
  const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 })
  const words = fc.string({ unit: 'grapheme', maxLength: 200 })

  test('what is sealed opens again, whatever the length', () => {
    fc.assert(
      fc.property(words, fc.stringMatching(/^wx[0-9a-f]{0,40}$/), bytes16, (xml, appId, random) => {
        const encrypted = encrypt(KEY, appId, xml, random)
        expect(decrypt(KEY, encrypted)).toEqual({ xml, appId })
        expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0)
      }),
    )
  })

  test('any bytes open or are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const code = codeOf(() => decrypt(KEY, sealRaw(bytes.subarray(0, bytes.length & ~15))))
        expect(['signature-bad', 'nothing thrown']).toContain(code)
      }),
    )
  })
})

describe('deriveNonce', () => {
  test('repeats itself for the same seed only', () => {
    const first = deriveNonce(KEY, 'seed')
    expect(first.random).toHaveLength(16)
    expect(first.nonce).toMatch(/^\d{1,10}$/)
    expect(deriveNonce(KEY, 'seed')).toEqual(first)
    expect(deriveNonce(KEY, 'seed2').random).not.toEqual(first.random)
    expect(deriveNonce(createAesKey('A'.repeat(43)), 'seed').random).not.toEqual(first.random)
  })
})
