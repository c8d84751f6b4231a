import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { gate } from '../../support/gate.ts'
import { standUp } from './stand.ts'

it('a handler that throws is answered kindly, logged without a word of the message, and the next is heard', async () => {
  const { logIn, friend, world } = await standUp({
    handle: async body => {
      if (body.kind === 'text' && body.text === '坏') throw new Error('坏 was said')
      return { kind: 'text', text: '好' }
    },
  })
  logIn()
  const person = friend('person')
  expect(await person.send('坏')).toBe('{failed.again}')
  expect(await person.send('好')).toBe('好')
  const [line] = world.lines.filter(({ level }) => level === 'error')
  expect(line).toMatchObject({ message: 'wechaty: a turn failed', fields: { code: 'internal' } })
})

it('turns of one person begin before the one before has ended, and are answered in order', async () => {
  const first = gate()
  const { logIn, friend, heard } = await standUp({
    handle: async body => {
      const text = body.kind === 'text' ? body.text : ''
      if (text === '一') await first.opened
      return { kind: 'text', text }
    },
  })
  logIn()
  const person = friend('person')
  for (const text of ['一', '二', '三']) person.post(text)
  await expect.poll(() => heard.length).toBe(3)
  expect(person.heard).toEqual([])
  first.open()
  expect(await person.hears(3)).toEqual(['一', '二', '三'])
})

it('who is slow to be told keeps nobody else waiting', async () => {
  const { logIn, friend, mock } = await standUp()
  logIn()
  const [one, other] = [friend('one'), friend('other')]
  const { messageSendText } = mock
  const slow = gate()
  mock.messageSendText = async (to, ...text) => {
    if (to === one.id) await slow.opened
    return messageSendText.call(mock, to, ...text)
  }
  one.post('一')
  expect(await other.send('二')).toBe('听到二')
  expect(one.heard).toEqual([])
  slow.open()
  expect(await one.hears(1)).toEqual(['听到一'])
})

it('a reply that cannot be said is left for the next message, also where its person is just talking', async () => {
  const parked: string[] = []
  let isTalking = true
  const { logIn, friend, mock } = await standUp({
    park: async late => {
      if (isTalking) {
        isTalking = false
        return false
      }
      parked.push(late)
      return true
    },
  })
  logIn()
  const { messageSendText } = mock
  mock.messageSendText = async () => {
    mock.messageSendText = messageSendText
    throw new Error('the platform is away')
  }
  const person = friend('person')
  person.post('一')
  await expect.poll(() => parked).toEqual(['听到一'])
  expect(person.heard).toEqual([])
})

it('an answer of nothing says nothing', async () => {
  const { logIn, friend } = await standUp({
    handle: async body => (body.kind === 'text' && body.text === '说' ? { kind: 'text', text: '话' } : null),
  })
  logIn()
  const person = friend('person')
  person.post('不说')
  expect(await person.send('说')).toBe('话')
  expect(person.heard).toHaveLength(1)
})

it('stopping hears nothing more and waits for what it has heard', async () => {
  const held = gate()
  const { channel, logIn, friend, heard } = await standUp({
    handle: async () => {
      await held.opened
      return { kind: 'text', text: '说完了' }
    },
  })
  logIn()
  const person = friend('person')
  person.post('一')
  let isStopped = false
  const stopped = channel.stop().then(() => {
    isStopped = true
  })
  person.post('二')
  await expect.poll(() => heard.length).toBe(1)
  await turnOfLoop()
  expect(isStopped).toBe(false)
  held.open()
  await stopped
  expect(person.heard).toEqual(['说完了'])
  expect(heard).toHaveLength(1)
})
