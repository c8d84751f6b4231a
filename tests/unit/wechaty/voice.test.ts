import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PersonRef } from '../../../src/turn/inbound.ts'
import { plainText } from '../../../src/wechaty/plain-text.ts'
import { type Outgoing, toOutgoing } from '../../../src/wechaty/say.ts'
import { createTokenBucket } from '../../../src/wechaty/token-bucket.ts'
import { createWorld } from '../../support/world.ts'
import { standUp } from './stand.ts'

const LINK = 'https://anpei.example.gov.cn/l/1'
const FILED = `提交好了。\n材料在这里看、下载、打印：\n${LINK}\n24小时内有效。`
const CARD: Outgoing = { kind: 'card', title: '材料在这里看、下载、打印', url: LINK }

async function onVoice() {
  const stand = await standUp()
  const { channel, account, friend } = stand
  const person = friend('person')
  const ref: PersonRef = {
    channel: 'wechaty',
    account: `wechaty-puppet-mock:${account.id}`,
    id: person.id,
  }
  return { ...stand, person, ref, voice: channel.voice }
}

it('says what it is given to who is there', async () => {
  const { logIn, voice, ref, person } = await onVoice()
  logIn()
  expect(await voice.say(ref, '期限快到了')).toBe('sent')
  expect(person.heard).toEqual(['期限快到了'])
})

it('lets nobody through while nobody is logged in or another account is, and says nothing then', async () => {
  const { logIn, voice, ref, person } = await onVoice()
  expect([voice.admit(ref), await voice.say(ref, '一')]).toEqual([60_000, 'not-yet'])
  logIn()
  const other = { ...ref, account: 'wechaty-puppet-mock:another' }
  expect([voice.admit(other), await voice.say(other, '二')]).toEqual([60_000, 'not-yet'])
  expect(voice.admit(ref)).toBe('now')
  expect(person.heard).toEqual([])
})

it('knows what was not said from what may have arrived', async () => {
  const { logIn, mock, voice, ref, world } = await onVoice()
  logIn()
  const fail = async () => {
    throw new Error('三')
  }
  mock.messageSendText = fail
  expect(await voice.say(ref, '三')).toBe('away')
  mock.contactPayload = fail
  expect(await voice.say(ref, '三')).toBe('not-yet')
  expect(world.lines.slice(-2)).toMatchObject([
    { level: 'warn', fields: { code: 'internal' } },
    { level: 'warn', fields: { code: 'internal' } },
  ])
})

it('tells who has dropped the account', async () => {
  const { logIn, mock, voice, ref, person } = await onVoice()
  logIn()
  mock.mocker.contactPayload(person.id, { ...mock.mocker.contactPayload(person.id), friend: false })
  expect(await voice.say(ref, '一')).toBe('gone')
  expect(person.heard).toEqual([])
})

it('writes slowly: five at once, then one in three seconds; the others come again one after the other', async () => {
  const { logIn, voice, ref, world } = await onVoice()
  logIn()
  const admitted = () => Array.from({ length: 8 }, () => voice.admit(ref))
  expect(admitted()).toEqual(['now', 'now', 'now', 'now', 'now', 3_000, 6_000, 9_000])
  world.wall.advance(3_000)
  expect([voice.admit(ref), voice.admit(ref)]).toEqual(['now', 9_000])
})

it('a bucket never gives more than its burst and what has grown since', () => {
  const gaps = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 8 }), (waits, burst) => {
      const { wall } = createWorld()
      const bucket = createTokenBucket(wall, burst, 1_000)
      const uses: number[] = []
      for (const wait of waits) {
        wall.advance(wait)
        if (bucket.take() === 'taken') uses.push(wall.now())
      }
      for (const [index, from] of uses.entries()) {
        const later = uses.slice(index).filter(use => use < from + 1_000)
        expect(later.length).toBeLessThanOrEqual(burst + 1)
      }
    }),
  )
})

it('an address with a line of its own is said, and shown as a card too', () => {
  expect(toOutgoing({ kind: 'text', text: FILED })).toEqual([FILED, CARD])
  const none = `${LINK}\n请只认 ${LINK} 这一个。`
  expect(toOutgoing({ kind: 'text', text: none })).toEqual([none])
  const article = { title: '材料在这里看、下载、打印：', description: '', picUrl: '', url: LINK }
  expect(toOutgoing({ kind: 'news', articles: [article] })).toEqual([`${article.title}\n${LINK}`, CARD])
  expect(toOutgoing({ kind: 'image', mediaId: 'media' })).toEqual([])
})

it.each([
  ['sent where the puppet can', async () => {}, [CARD]],
  ['left out where it cannot', () => Promise.reject(new Error('unsupported')), []],
])('a card is %s, and the words are there', async (_, send, shown) => {
  const { logIn, friend, mock } = await standUp({ handle: async () => ({ kind: 'text', text: FILED }) })
  logIn()
  const cards: Outgoing[] = []
  mock.messageSendUrl = async (_, card) => {
    await send()
    cards.push({ kind: 'card', title: card.title, url: card.url })
  }
  const person = friend('person')
  await person.send('提交自查')
  expect(await person.send('再来')).toBe(FILED)
  expect(cards.slice(0, 1)).toEqual(shown)
  expect(person.heard).toHaveLength(2)
})

it('a link of WeChat is said as words and address', () => {
  expect(plainText('打开<a href="https://cx.mem.gov.cn">证书查询</a>，或发“人工”')).toBe(
    '打开证书查询 https://cx.mem.gov.cn，或发“人工”',
  )
  expect(plainText('<a href="weixin://bizmsgmenu?msgmenucontent=是&msgmenuid=1">是</a>')).toBe('是')
  expect(plainText('<a href="https://a.cn">https://a.cn</a>')).toBe('https://a.cn')
})
