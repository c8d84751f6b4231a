import { expect, test } from 'vitest'
import type { Push, PushBody } from '../../../src/simulator/push-xml.ts'
import { readReply } from '../../../src/simulator/read-reply.ts'
import { createAesKey } from '../../../src/wechat/cipher.ts'
import { sealEnvelope } from '../../../src/wechat/envelope.ts'
import { ACCOUNT } from '../../support/fake-product.ts'

const { appId, token, accountId } = ACCOUNT
const key = createAesKey(ACCOUNT.encodingAesKey)
const credentials = { appId, token, accountId, key }
const pushed = (body: PushBody): Push => ({
  account: accountId,
  openid: 'oA',
  createTime: 1700000000,
  msgId: '1',
  body,
})
const question = pushed({ kind: 'text', text: '?' })

const seal = (xml: string, change: Partial<Parameters<typeof sealEnvelope>[1]> = {}) =>
  sealEnvelope(xml, {
    appId,
    token,
    key,
    at: 1700000000000,
    random: new Uint8Array(16),
    nonce: '7',
    ...change,
  })

const reply = (inner: string, { to = 'oA', from = accountId } = {}) =>
  `<xml><ToUserName>${to}</ToUserName><FromUserName>${from}</FromUserName><CreateTime>1700000000</CreateTime>${inner}</xml>`
const textOf = (content: string) => `<MsgType>text</MsgType><Content><![CDATA[${content}]]></Content>`
const newsOf = (count: number) =>
  `<MsgType>news</MsgType><ArticleCount>${count}</ArticleCount><Articles>${'<item><Title>题</Title><Description>述</Description><PicUrl>p</PicUrl><Url>u</Url></item>'.repeat(count)}</Articles>`

test('a sealed text is opened', () => {
  const xml = reply(textOf('好'))
  expect(readReply(seal(xml), credentials, question)).toEqual({
    outcome: 'message',
    open: xml,
    bubbles: [{ kind: 'text', text: '好' }],
  })
})

test.each([
  ['another token', seal(reply(textOf('好')), { token: 'other' }), 'signature'],
  ['another key', seal(reply(textOf('好')), { key: createAesKey('z'.repeat(43)) }), 'undecipherable'],
  ['another account', seal(reply(textOf('好')), { appId: 'wxother' }), 'undecipherable'],
  ['a changed ciphertext', seal(reply(textOf('好'))).replace('<Encrypt><![CDATA[', '$&AAAA'), 'signature'],
  ['someone else’s name', seal(reply(textOf('好'), { to: 'oB' })), 'addressee'],
  ['another sender', seal(reply(textOf('好'), { from: 'gh_other' })), 'addressee'],
  ['empty words', seal(reply(textOf(''))), 'incomplete'],
  ['no articles', seal(reply(newsOf(0))), 'incomplete'],
  ['an image without its id', seal(reply('<MsgType>image</MsgType>')), 'incomplete'],
  ['no time', seal(reply(textOf('好')).replace(/<CreateTime>.*<\/CreateTime>/, '')), 'incomplete'],
  ['a type that is none', seal(reply('<MsgType>poem</MsgType>')), 'unknown-type'],
  ['two roots', seal(reply(textOf('好')) + reply(textOf('好'))), 'malformed'],
  ['another root', seal('<reply/>'), 'malformed'],
])('%s is a fault', (_, body, fault) => {
  expect(readReply(body, credentials, question)).toMatchObject({ outcome: 'fault', fault })
})

test('an image keeps its media id', () => {
  const body = seal(reply('<MsgType>image</MsgType><Image><MediaId>m1</MediaId></Image>'))
  expect(readReply(body, credentials, question)).toMatchObject({
    bubbles: [{ kind: 'image', mediaId: 'm1' }],
  })
})

test.each<[PushBody, number]>([
  [{ kind: 'text', text: '?' }, 1],
  [{ kind: 'click', key: 'k' }, 8],
])('of nine articles WeChat shows an answer to %j only so many: %i', (body, shown) => {
  const reading = readReply(seal(reply(newsOf(9))), credentials, pushed(body))
  expect(reading).toMatchObject({ outcome: 'message' })
  const [bubble] = reading.outcome === 'message' ? reading.bubbles : []
  expect(bubble?.kind === 'news' && bubble.articles).toHaveLength(shown)
})
