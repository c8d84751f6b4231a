import { describe, expect, test } from 'vitest'
import { createAesKey } from '../../../src/wechat/cipher.ts'
import { openEnvelope, sealEnvelope, verifyUrl } from '../../../src/wechat/envelope.ts'
import { readXml, text } from '../../../src/wechat/xml.ts'
import { APP_ID, CURRENT, NOW, PREVIOUS, type Push, plainPush, sealedPush, TOKEN } from './push.ts'
import { SIGNED } from './vectors.ts'

const XML = '<xml><Content>你好</Content></xml>'
const SAFE = { appId: APP_ID, token: TOKEN, keys: [CURRENT, PREVIOUS], now: NOW }
const PLAIN: typeof SAFE = { ...SAFE, keys: [] }

function without({ query, body }: Push, name: string): Push {
  return { query: Object.fromEntries(Object.entries(query).filter(([key]) => key !== name)), body }
}

function altered({ query, body }: Push, name: string, value: string): Push {
  return { query: { ...query, [name]: value }, body }
}

describe('public vectors', () => {
  test.each(SIGNED)('$name is genuine', vector => {
    const key = createAesKey(vector.encodingAesKey)
    const query = {
      timestamp: vector.timestamp,
      nonce: vector.nonce,
      msg_signature: vector.signature,
      encrypt_type: 'aes',
    }
    const opened = openEnvelope({
      appId: vector.appId,
      token: vector.token,
      keys: [key],
      now: Number(vector.timestamp) * 1000,
      query,
      body: `<xml><Encrypt><![CDATA[${vector.encrypted}]]></Encrypt></xml>`,
    })
    expect(opened.xml).toContain(vector.plain)
    expect(opened.key).toBe(key)
  })

  test.each(SIGNED.filter(each => each.random))('$name is sealed to the published envelope', vector => {
    const sealed = sealEnvelope(vector.plain, {
      appId: vector.appId,
      token: vector.token,
      key: createAesKey(vector.encodingAesKey),
      at: Number(vector.timestamp) * 1000 + 999,
      random: Buffer.from(vector.random!),
      nonce: vector.nonce,
    })
    const root = readXml(sealed)
    expect(text(root, 'Encrypt')).toBe(vector.encrypted)
    expect(text(root, 'MsgSignature')).toBe(vector.signature)
    expect(text(root, 'TimeStamp')).toBe(vector.timestamp)
    expect(text(root, 'Nonce')).toBe(vector.nonce)
  })

  test('V1 url verification', () => {
    const query = {
      signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
      timestamp: '1714036504',
      nonce: '1514711492',
      echostr: '4375120948345356249',
    }
    expect(verifyUrl({ token: 'AAAAA', query, now: 1_714_036_504_000 })).toBe('4375120948345356249')
  })
})

describe('opens', () => {
  test.each([
    ['with the current key', {}, CURRENT],
    ['with the previous key', { key: PREVIOUS }, PREVIOUS],
    ['ten minutes late', { at: NOW - 600_000 }, CURRENT],
    ['ten minutes early', { at: NOW + 600_000 }, CURRENT],
  ])('%s', (_, sealing, key) => {
    expect(openEnvelope({ ...SAFE, ...sealedPush(XML, sealing) })).toEqual({ xml: XML, key })
  })

  test('compat mode reads the encrypted content only', () => {
    const push = sealedPush(XML, { plainFields: '<Content>gefälscht</Content>' })
    expect(openEnvelope({ ...SAFE, ...push }).xml).toBe(XML)
  })

  test('plain mode takes the body as it is', () => {
    expect(openEnvelope({ ...PLAIN, ...plainPush(XML) })).toEqual({ xml: XML, key: null })
    expect(openEnvelope({ ...PLAIN, ...altered(plainPush(XML), 'encrypt_type', 'raw') }).xml).toBe(XML)
  })
})

describe('refuses', () => {
  const sealed = sealedPush(XML)
  const late = NOW - 601_000
  test.each<[string, typeof PLAIN, Push, string]>([
    ['a bad msg_signature', SAFE, altered(sealed, 'msg_signature', '0'.repeat(40)), 'signature-bad'],
    ['no msg_signature, though signature is right', SAFE, without(sealed, 'msg_signature'), 'signature-bad'],
    ['another nonce', SAFE, altered(sealed, 'nonce', '1'), 'signature-bad'],
    ['another timestamp', SAFE, altered(sealed, 'timestamp', '1700000001'), 'signature-bad'],
    ['another ciphertext', SAFE, { ...sealed, body: sealedPush('<xml/>').body }, 'signature-bad'],
    ['no ciphertext', SAFE, { ...sealed, body: '<xml/>' }, 'signature-bad'],
    ['an unknown key', SAFE, sealedPush(XML, { key: createAesKey('A'.repeat(43)) }), 'signature-bad'],
    ['another account', SAFE, sealedPush(XML, { appId: 'wx00000000000000bb' }), 'appid-foreign'],
    [
      'another account under the previous key',
      SAFE,
      sealedPush(XML, { key: PREVIOUS, appId: 'wx' }),
      'appid-foreign',
    ],
    ['what is eleven minutes old', SAFE, sealedPush(XML, { at: late }), 'signature-stale'],
    ['what comes from the future', SAFE, sealedPush(XML, { at: NOW + 601_000 }), 'signature-stale'],
    ['a plain body, though keys are there', SAFE, plainPush(XML), 'mode-downgraded'],
    [
      'a plain body that is not signed either',
      SAFE,
      altered(plainPush(XML), 'signature', ''),
      'signature-bad',
    ],
    ['a body that is no XML', SAFE, { ...sealed, body: 'hello' }, 'xml-malformed'],
    ['a DOCTYPE', SAFE, { ...sealed, body: `<!DOCTYPE xml>${sealed.body}` }, 'xml-malformed'],
    [
      'a bad signature in plain mode',
      PLAIN,
      altered(plainPush(XML), 'signature', 'f'.repeat(40)),
      'signature-bad',
    ],
    ['no signature in plain mode', PLAIN, without(plainPush(XML), 'signature'), 'signature-bad'],
    ['a stale body in plain mode', PLAIN, plainPush(XML, { at: late }), 'signature-stale'],
    ['an encrypted body without a key to open it', PLAIN, sealed, 'request-bad'],
  ])('%s', (_, account, push, code) => {
    expect(() => openEnvelope({ ...account, ...push })).toThrow(expect.objectContaining({ code }))
  })

  test('a parameter that is given twice', () => {
    const query = { ...sealed.query, msg_signature: [sealed.query.msg_signature!, 'x'] }
    expect(() => openEnvelope({ ...SAFE, body: sealed.body, query })).toThrow(
      expect.objectContaining({ code: 'signature-bad' }),
    )
  })

  test.each([
    ['stale', plainPush('', { at: late }).query, 'signature-stale'],
    ['badly signed', altered(plainPush(''), 'signature', 'x').query, 'signature-bad'],
    ['without an echostr', plainPush('').query, 'request-bad'],
  ])('a url verification that is %s', (_, query, code) => {
    expect(() => verifyUrl({ token: TOKEN, query, now: NOW })).toThrow(expect.objectContaining({ code }))
  })
})
