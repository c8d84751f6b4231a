import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { createMovableClock } from '../../../src/lib/clock.ts'
import type { Inbound } from '../../../src/turn/inbound.ts'
import type { Reply } from '../../../src/turn/reply.ts'
import { type AesKey, decrypt } from '../../../src/wechat/cipher.ts'
import { sign } from '../../../src/wechat/signature.ts'
import { createWebhook } from '../../../src/wechat/webhook.ts'
import { readXml, text } from '../../../src/wechat/xml.ts'
import { APP_ID, CURRENT, NOW, PREVIOUS, type Push, plainPush, sealedPush, TOKEN } from './push.ts'
import { ACCOUNT, eventOf, OPENID, pushOf } from './sample-parts.ts'

const HELLO = pushOf('text', '<Content><![CDATA[你好]]></Content><MsgId>7250021412600020993</MsgId>')
const REPLY: Reply = { at: NOW - 1500, body: { kind: 'text', text: '请登记单位]]>' } }

type Line = { level: string; fields: object; message: string }

type World = {
  url: string
  heard: Inbound[]
  lines: Line[]
  moveTo(instant: number): void
  answer: (inbound: Inbound) => Promise<Reply | null>
}

let server: Server
let world: World

/** A real server around the webhook; what it answers is up to the test. */
async function start(keys: AesKey[]): Promise<void> {
  const clock = createMovableClock({ now: () => NOW })
  const lines: Line[] = []
  const line = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message })
  const handle = (inbound: Inbound) => {
    world.heard.push(inbound)
    return world.answer(inbound)
  }
  const log = { info: line('info'), warn: line('warn'), error: line('error') }
  const koa = new Koa().use(createWebhook({ appId: APP_ID, token: TOKEN, keys, clock, handle, log }))
  server = createServer(koa.callback())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  world = {
    url: `http://127.0.0.1:${port}/wechat`,
    heard: [],
    lines,
    moveTo: clock.moveTo,
    answer: async () => REPLY,
  }
}

function stop(): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

type Answer = { status: number; type: string | null; body: string }

async function post({
  query,
  body,
}: {
  query: Push['query']
  body: string | Uint8Array<ArrayBuffer>
}): Promise<Answer> {
  return answerOf(await fetch(`${world.url}?${new URLSearchParams(query)}`, { method: 'POST', body }))
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

/** Opens a reply as WeChat does: signature, cipher, appid. */
function openReply(body: string, key: AesKey): string {
  const root = readXml(body)
  const [timestamp, nonce, encrypted] = [text(root, 'TimeStamp'), text(root, 'Nonce'), text(root, 'Encrypt')]
  expect(text(root, 'MsgSignature')).toBe(sign(TOKEN, timestamp, nonce, encrypted))
  const { xml, appId } = decrypt(key, encrypted)
  expect(appId).toBe(APP_ID)
  return xml
}

afterEach(stop)

describe('safe mode', () => {
  beforeEach(() => start([CURRENT, PREVIOUS]))

  test('hears a message and answers it sealed', async () => {
    const { status, type, body } = await post(sealedPush(HELLO))
    expect(status).toBe(200)
    expect(type).toBe('application/xml; charset=utf-8')
    expect(world.heard).toEqual([
      {
        key: `msg:${ACCOUNT}:${OPENID}:7250021412600020993:1646100000`,
        person: { channel: 'wechat', account: ACCOUNT, id: OPENID },
        at: 1_646_100_000_000,
        body: { kind: 'text', text: '你好' },
      },
    ])
    expect(text(readXml(body), 'TimeStamp')).toBe('1699999998')
    const reply = readXml(openReply(body, CURRENT))
    expect(text(reply, 'ToUserName')).toBe(OPENID)
    expect(text(reply, 'FromUserName')).toBe(ACCOUNT)
    expect(text(reply, 'CreateTime')).toBe('1699999998')
    expect(text(reply, 'Content')).toBe('请登记单位]]>')
  })

  test('answers a retry byte for byte, and another message otherwise', async () => {
    const first = await post(sealedPush(HELLO))
    const retry = await post(sealedPush(HELLO, { at: NOW + 5000 }))
    const other = await post(sealedPush(HELLO.replace('020993', '020994')))
    expect(retry).toEqual(first)
    expect(other.body).not.toBe(first.body)
  })

  test('seals the reply with the key that opened the message', async () => {
    const { body } = await post(sealedPush(HELLO, { key: PREVIOUS }))
    expect(text(readXml(openReply(body, PREVIOUS)), 'Content')).toBe('请登记单位]]>')
  })

  test('says success where there is nothing to say', async () => {
    world.answer = async () => null
    expect(await post(sealedPush(eventOf('unsubscribe')))).toEqual({
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: 'success',
    })
    expect(world.heard[0]?.body).toEqual({ kind: 'unfollow' })
  })

  test.each<[string, unknown, string]>([
    ['unexpected', new Error('密码 secret'), 'internal'],
    ['expected', new AppError('store-away'), 'store-away'],
    ['of a code that has a status of its own', new AppError('not-found'), 'not-found'],
  ])('says success when the turn fails: %s', async (_, failure, code) => {
    world.answer = async () => {
      throw failure
    }
    expect(await post(sealedPush(HELLO))).toMatchObject({ status: 200, body: 'success' })
    expect(world.lines).toEqual([
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ code }) }),
    ])
    expect(JSON.stringify(world.lines)).not.toMatch(/secret|你好|oAnpei/)
  })

  const sealed = sealedPush(HELLO)
  const huge = `<xml>${'x'.repeat(64 * 1024)}</xml>`
  test.each<[string, { query: Push['query']; body: string | Uint8Array<ArrayBuffer> }, number, string]>([
    ['a bad signature', { ...sealed, query: { ...sealed.query, msg_signature: 'x' } }, 401, 'signature-bad'],
    ['nothing at all', { query: {}, body: '' }, 401, 'signature-bad'],
    ['a stale message', sealedPush(HELLO, { at: NOW - 601_000 }), 401, 'signature-stale'],
    ['a plain message', plainPush(HELLO), 401, 'mode-downgraded'],
    ['a foreign appid', sealedPush(HELLO, { appId: 'wx00000000000000bb' }), 401, 'appid-foreign'],
    ['another openid in the query', sealedPush(HELLO, { openid: 'oOther' }), 401, 'person-mismatch'],
    ['a DOCTYPE outside', { ...sealed, body: `<!DOCTYPE xml>${sealed.body}` }, 400, 'xml-malformed'],
    ['a DOCTYPE inside', sealedPush(`<!DOCTYPE xml [<!ENTITY x "y">]>${HELLO}`), 400, 'xml-malformed'],
    ['XML cut short inside', sealedPush(HELLO.slice(0, -8)), 400, 'xml-malformed'],
    ['a push that says nothing', sealedPush('<xml><MsgType>text</MsgType></xml>'), 400, 'request-bad'],
    ['bytes that are not UTF-8', { ...sealed, body: Uint8Array.of(0x3c, 0xff, 0xfe) }, 400, 'xml-malformed'],
    ['more than 64 KB', { ...sealed, body: huge }, 413, 'body-too-large'],
  ])('refuses %s without a word', async (_, push, status, code) => {
    const answer = await post(push)
    expect([answer.status, answer.body]).toEqual([status, ''])
    expect(world.heard).toEqual([])
    expect(world.lines).toEqual([expect.objectContaining({ level: 'warn', fields: { code, heldBack: 0 } })])
  })

  test('refuses more than 64 KB that does not say its length', async () => {
    const chunks = Array.from({ length: 10 }, () => new Uint8Array(10_000))
    const response = await fetch(`${world.url}?${new URLSearchParams(sealed.query)}`, {
      method: 'POST',
      body: new Blob(chunks).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(await answerOf(response)).toMatchObject({ status: 413, body: '' })
  })

  test('takes 64 KB', async () => {
    const padding = `<Pad>${'x'.repeat(64 * 1024 - sealed.body.length - 11)}</Pad>`
    const push = sealedPush(HELLO, { plainFields: padding })
    expect(push.body).toHaveLength(64 * 1024)
    expect(await post(push)).toMatchObject({ status: 200 })
  })

  test('logs a flood of refusals once in ten seconds, and how many it held back', async () => {
    const bad = { query: {}, body: '' }
    for (let n = 0; n < 5; n++) await post(bad)
    await post(plainPush(HELLO))
    world.moveTo(NOW + 10_000)
    await post(bad)
    expect(world.lines.map(each => each.fields)).toEqual([
      { code: 'signature-bad', heldBack: 0 },
      { code: 'mode-downgraded', heldBack: 0 },
      { code: 'signature-bad', heldBack: 4 },
    ])
  })

  test('reads compat mode from the encrypted part', async () => {
    const plainFields = '<FromUserName>oOther</FromUserName><MsgType>text</MsgType><Content>other</Content>'
    await post(sealedPush(HELLO, { plainFields }))
    expect(world.heard[0]?.body).toEqual({ kind: 'text', text: '你好' })
  })

  describe('GET', () => {
    const { signature, timestamp, nonce } = plainPush('').query as Record<
      'signature' | 'timestamp' | 'nonce',
      string
    >
    const get = async (query: Record<string, string>) =>
      answerOf(await fetch(`${world.url}?${new URLSearchParams(query)}`))

    test('gives the echostr back as it came', async () => {
      expect(await get({ signature, timestamp, nonce, echostr: '<4375120948345356249>' })).toEqual({
        status: 200,
        type: 'text/plain; charset=utf-8',
        body: '<4375120948345356249>',
      })
    })

    test('refuses a bad signature', async () => {
      expect(await get({ signature: 'x', timestamp, nonce, echostr: '1' })).toMatchObject({
        status: 401,
        body: '',
      })
    })
  })
})

describe('plain mode', () => {
  beforeEach(() => start([]))

  test('answers plain, a retry byte for byte', async () => {
    const first = await post(plainPush(HELLO))
    expect(first).toMatchObject({ status: 200, type: 'application/xml; charset=utf-8' })
    expect(text(readXml(first.body), 'Content')).toBe('请登记单位]]>')
    expect(await post(plainPush(HELLO, { at: NOW + 5000 }))).toEqual(first)
  })

  test('refuses bytes that are not UTF-8', async () => {
    const { query, body } = plainPush(HELLO)
    const bytes = Uint8Array.from(Buffer.from(body.replace('你好', '??')), byte =>
      byte === 0x3f ? 0xff : byte,
    )
    expect(await post({ query, body: bytes })).toMatchObject({ status: 400, body: '' })
  })

  test('refuses a bad signature and another openid', async () => {
    const push = plainPush(HELLO)
    expect(await post({ ...push, query: { ...push.query, nonce: '1' } })).toMatchObject({
      status: 401,
      body: '',
    })
    expect(await post(plainPush(HELLO, { openid: 'oOther' }))).toMatchObject({ status: 401, body: '' })
    expect(world.heard).toEqual([])
  })
})
