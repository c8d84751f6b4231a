import { EventEmitter } from 'node:events'
import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { types, type Wechaty } from 'wechaty'
import { createConnection } from '../../../src/wechaty/connection.ts'
import { gate } from '../../support/gate.ts'
import { createWorld } from '../../support/world.ts'
import { standUp } from './stand.ts'

const { ScanStatus } = types

type Stand = Awaited<ReturnType<typeof standUp>>

const toldOf = ({ world }: Stand) => world.lines.map(({ message }) => message)

/** As a platform that lets the account in at the start with this number, and at no other. */
function logsInAt({ mock, logIn }: Stand, start: number): void {
  let starts = 0
  mock.mocker.use(() => {
    starts += 1
    if (starts === start) logIn()
    return () => {}
  })
}

it('one that does not log in is started anew, further and further apart, and the operator is told', async () => {
  const waits: number[] = []
  const stand = await standUp({
    waitMs: attempt => {
      waits.push(attempt)
      return attempt < 2 ? 1 : 600_000
    },
  })
  logsInAt(stand, 3)
  const person = stand.friend('person')
  await expect.poll(() => stand.mock.isLoggedIn).toBe(true)
  expect(await person.send('一')).toBe('听到一')
  expect(waits).toEqual([0, 1, 2])
  expect(toldOf(stand)).toEqual([
    'wechaty: not logged in, connecting again',
    'wechaty: not logged in, connecting again',
    'wechaty: logged in',
  ])
})

it('one that is lost is made anew, and people are heard again', async () => {
  const stand = await standUp({ waitMs: () => 1 })
  logsInAt(stand, 1)
  await expect.poll(() => stand.mock.isLoggedIn).toBe(true)
  await stand.lose()
  logsInAt(stand, 1)
  const person = stand.friend('person')
  await expect.poll(() => stand.mock.isLoggedIn).toBe(true)
  expect(await person.send('一')).toBe('听到一')
  expect(toldOf(stand)).toContain('wechaty: the connection is lost and will be made anew')
})

it('the wait begins anew after a connection that lasted', async () => {
  const waits: number[] = []
  const stand = await standUp({
    waitMs: attempt => {
      waits.push(attempt)
      return attempt < 2 ? 1 : 600_000
    },
  })
  await expect.poll(() => waits).toEqual([0, 1, 2])
  stand.logIn()
  await stand.lose()
  expect(waits).toEqual([0, 1, 2, 2])
  stand.logIn()
  stand.world.wall.advance(6 * 60_000)
  await stand.lose()
  expect(waits).toEqual([0, 1, 2, 2, 0])
})

/** A connection of a bot whose starts come to this, one after the other. */
function fakeBot(...starts: (() => Promise<void>)[]) {
  const puppet = Object.assign(new EventEmitter(), { isLoggedIn: false })
  const done: string[] = []
  const bot = Object.assign(new EventEmitter(), {
    puppet,
    start: async () => {
      done.push('start')
      await starts.shift()?.()
    },
    stop: async () => void done.push('stop'),
  })
  const { lines, log, wall } = createWorld()
  const connection = createConnection({
    bot: bot as unknown as Wechaty,
    types,
    name: 'a-puppet',
    log,
    wall,
    showLogin: () => {},
    waitMs: () => 1,
  })
  return { puppet, done, lines, connection }
}

it('a start that fails is told without what the puppet said, and tried again', async () => {
  const { puppet, done, lines, connection } = fakeBot(
    async () => {
      throw new Error('token 1234 is not valid')
    },
    async () => {
      puppet.isLoggedIn = true
    },
  )
  connection.start()
  await expect.poll(() => puppet.isLoggedIn).toBe(true)
  await connection.stop()
  expect(done).toEqual(['start', 'stop', 'start', 'stop'])
  expect(lines[0]).toMatchObject({
    message: 'wechaty: an error of the puppet',
    fields: { code: 'puppet-away' },
  })
})

it('stopping waits for a start that is under way, and starts nothing more', async () => {
  const held = gate()
  const { done, connection } = fakeBot(() => held.opened)
  connection.start()
  await expect.poll(() => done).toEqual(['start'])
  const stopped = connection.stop()
  held.open()
  await stopped
  await turnOfLoop()
  expect(done).toEqual(['start', 'stop'])
})

it('a code to scan is shown while it can be scanned', async () => {
  const { mock, codes } = await standUp()
  mock.mocker.scan('https://login.example/1', ScanStatus.Waiting)
  mock.mocker.scan('https://login.example/1', ScanStatus.Scanned)
  mock.mocker.scan('https://login.example/2', ScanStatus.Timeout)
  mock.mocker.scan('', ScanStatus.Waiting)
  expect(codes).toEqual(['https://login.example/1', 'https://login.example/2'])
})

it('an error of the puppet ends nothing', async () => {
  const stand = await standUp()
  stand.logIn()
  for (let count = 0; count < 100; count++) stand.mock.emit('error', new Error('自查'))
  stand.world.wall.advance(10_000)
  stand.mock.emit('error', new Error('自查'))
  expect(await stand.friend('person').send('一')).toBe('听到一')
  const errors = stand.world.lines.filter(({ level }) => level === 'error')
  expect(errors.map(({ fields }) => (fields as { count: number }).count)).toEqual([1, 100])
})
