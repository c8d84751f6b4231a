import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { types } from 'wechaty'
import type { InboundBody } from '../../../src/turn/inbound.ts'
import { createInOrder } from '../../../src/wechaty/in-order.ts'
import { gate } from '../../support/gate.ts'
import { standUp } from './stand.ts'

it('hands messages over in the order of the events, whatever each takes to read', async () => {
  const { mock, logIn, friend, heard } = await standUp()
  logIn()
  const person = friend('person')
  const slow = gate()
  const read = mock.messageRawPayload
  const quick = gate()
  mock.messageRawPayload = async id => {
    if (mock.mocker.messagePayload(id).text === '一') await slow.opened
    else quick.open()
    return read.call(mock, id)
  }
  person.post('一')
  person.post('二')
  await quick.opened
  await turnOfLoop()
  expect(heard).toEqual([])
  slow.open()
  expect(await person.hears(2)).toEqual(['听到一', '听到二'])
  expect(heard.map(({ body }) => body.kind === 'text' && body.text)).toEqual(['一', '二'])
})

it('who is slow to be looked up keeps nobody else waiting, and keeps the own order', async () => {
  const { mock, logIn, friend } = await standUp()
  logIn()
  const [one, other] = [friend('one'), friend('other')]
  const slow = gate()
  const lookUp = mock.contactRawPayload
  mock.contactRawPayload = async id => {
    if (id === one.id) await slow.opened
    return lookUp.call(mock, id)
  }
  one.post('一')
  one.post('二')
  expect(await other.send('三')).toBe('听到三')
  expect(one.heard).toEqual([])
  slow.open()
  expect(await one.hears(2)).toEqual(['听到一', '听到二'])
})

it('what nobody waits for any more is handed over when it comes', async () => {
  const handed: string[] = []
  const slow = gate()
  const order = createInOrder<string>(item => handed.push(item), 5)
  order.add(slow.opened.then(() => '一'))
  order.add(Promise.resolve('二'))
  await order.done()
  expect(handed).toEqual(['二'])
  slow.open()
  await turnOfLoop()
  expect(handed).toEqual(['二', '一'])
})

it('what is slow to be opened is heard still by whoever stops', async () => {
  const { channel, mock, logIn, friend } = await standUp()
  logIn()
  const [one, other] = [friend('one'), friend('other')]
  const slow = gate()
  const read = mock.messageRawPayload
  mock.messageRawPayload = async id => {
    if (mock.mocker.messagePayload(id).text === '一') await slow.opened
    return read.call(mock, id)
  }
  one.post('一')
  expect(await other.send('二')).toBe('听到二')
  const stopped = channel.stop()
  await turnOfLoop()
  slow.open()
  await stopped
  expect(one.heard).toEqual(['听到一'])
})

it('who cannot be looked up is asked to send it again, once a minute', async () => {
  const { mock, logIn, friend, world } = await standUp()
  logIn()
  const [person, other] = [friend('person'), friend('other')]
  const lookUp = mock.contactRawPayload
  mock.contactRawPayload = async () => {
    throw new Error('busy')
  }
  person.post('一')
  person.post('二')
  expect(await other.send('三')).toBe('{failed.again}')
  world.wall.advance(60_000)
  person.post('四')
  expect(await person.hears(2)).toEqual(['{failed.again}', '{failed.again}'])
  mock.contactRawPayload = lookUp
  expect(await person.send('五')).toBe('听到五')
  expect(person.heard).toHaveLength(3)
})

it('a person is who the platform says, on the account that is logged in', async () => {
  const { account, logIn, friend, heard } = await standUp()
  logIn()
  const person = friend('person')
  await person.send('一')
  expect(heard[0]!.person).toEqual({
    channel: 'wechaty',
    account: `wechaty-puppet-mock:${account.id}`,
    id: person.id,
  })
  expect(new Set([heard[0]!.key, person.id]).size).toBe(2)
})

const { Message, Contact } = types

const KINDS: [string, number, object, object][] = [
  ['text', Message.Text, { text: '自查' }, { kind: 'text', text: '自查' }],
  ['image', Message.Image, {}, { kind: 'image', url: '' }],
  ['voice', Message.Audio, {}, { kind: 'voice' }],
  ['video', Message.Video, {}, { kind: 'video' }],
  [
    'location',
    Message.Location,
    {},
    { kind: 'location', latitude: 39.995120999999997, longitude: 116.334154 },
  ],
  ['link', Message.Url, {}, { kind: 'link', url: 'https://mock.url' }],
  ['mini program', Message.MiniProgram, {}, { kind: 'mini-program' }],
  ['attachment', Message.Attachment, { filename: '材料.pdf' }, { kind: 'file', title: '材料.pdf' }],
  ['contact', Message.Contact, {}, { kind: 'contact' }],
  ['sticker', Message.Emoticon, {}, { kind: 'unsupported', what: 'emoticon' }],
  ['money', Message.Transfer, {}, { kind: 'unsupported', what: 'transfer' }],
]

it.each(KINDS)('a message of the kind %s is heard as what it is', async (_, type, fields, body) => {
  const { logIn, friend, deliver, heard } = await standUp()
  logIn()
  const person = friend('person')
  deliver(person, type, fields)
  await person.hears(1)
  expect(heard.map(inbound => inbound.body)).toEqual([expect.objectContaining(body)])
})

it('a text longer than any answer may be is cut', async () => {
  const { logIn, friend, heard } = await standUp()
  logIn()
  await friend('person').send('长'.repeat(20_000))
  expect((heard[0]!.body as InboundBody & { kind: 'text' }).text).toHaveLength(10_000)
})

it('is silent on its own words, other accounts, status lines and what is played back from before', async () => {
  const { account, logIn, friend, deliver, heard, mock } = await standUp()
  logIn()
  const person = friend('person')
  const official = mock.mocker.createContact({ type: Contact.Official })
  account.say('自己说的').to(account)
  official.say('推送').to(account)
  deliver(person, Message.Unknown, { text: '对方开启了朋友验证' })
  deliver(person, Message.Text, { text: '昨天说的', timestamp: Date.now() - 24 * 3_600_000 })
  deliver(person, Message.Text, { text: '以秒计', timestamp: Math.floor(Date.now() / 1000) })
  expect(await person.hears(1)).toEqual(['听到以秒计'])
  expect(heard).toHaveLength(1)
})

it('what cannot be read is asked for again; what cannot be found is passed over', async () => {
  const { mock, logIn, friend, deliver, again, world } = await standUp()
  logIn()
  const person = friend('person')
  mock.messageUrl = async () => {
    throw new Error('https://a-secret-address')
  }
  deliver(person, Message.Url)
  again('no-such-message')
  expect(await person.send('还在吗')).toBe('听到还在吗')
  expect(person.heard).toEqual(['{failed.again}', '听到还在吗'])
  expect(world.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual(
    expect.arrayContaining(['wechaty: a message could not be read', 'wechaty: an event could not be read']),
  )
})

it('a request of the kind that asks for verification is left alone', async () => {
  const { mock, logIn, friend, heard } = await standUp()
  logIn()
  const person = friend('person')
  const about = { contactId: person.id, timestamp: Date.now() }
  await mock.friendshipPayload('verify', { id: 'verify', type: types.Friendship.Verify, ...about })
  mock.emit('friendship', { friendshipId: 'verify' })
  await person.send('一')
  expect(heard.map(({ body }) => body.kind)).toEqual(['text'])
})

it('in a group chat another mention within the minute is passed over, the next one is answered', async () => {
  const { logIn, friend, group: groupOf, world } = await standUp()
  logIn()
  const person = friend('person')
  const group = groupOf(person)
  for (const text of ['@安培助手 一', '@安培助手 二']) group.say(person, text, 'account')
  await person.send('flush')
  world.wall.advance(60_000)
  group.say(person, '@安培助手 三', 'account')
  await person.send('flush')
  expect(group.heard).toEqual(['{wechaty.group}', '{wechaty.group}'])
})
