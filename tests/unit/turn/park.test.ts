import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../../../src/lib/clock.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createSeal } from '../../../src/storage/seal.ts'
import { createSqlTurnStore } from '../../../src/storage/sql-turn-store.ts'
import { createHandleTurn } from '../../../src/turn/handle-turn.ts'
import { createPark } from '../../../src/turn/park.ts'
import { personKey } from '../../../src/turn/person-key.ts'
import { createTestDatabase } from '../../support/database.ts'
import { createWorld, seededRandom } from '../../support/world.ts'

const REF = { channel: 'play' as const, account: 'gh_test', id: 'somebody' }

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

function setUp() {
  const world = createWorld()
  const seal = createSeal(Buffer.alloc(32, 'k'), seededRandom('seal'))
  const store = createSqlTurnStore(database, systemClock)
  const told: string[] = []
  const handle = createHandleTurn({
    store,
    route: async (body, session) =>
      body.kind === 'unfollow'
        ? { session: null, texts: [] }
        : { session: { ...session, more: '' }, texts: ['回复'] },
    seal,
    clock: world.wall,
    wall: world.wall,
    speak: ({ phrase }) => `{${phrase}}`,
    log: world.log,
    newAttempt: randomUUID,
    waiting: {
      reminders: async ({ message }) => {
        told.push(message)
        return ['期限快到了']
      },
    },
  })
  const person = personKey(seal, REF)
  const park = createPark({ store, seal, clock: world.wall, newAttempt: randomUUID })
  const hear = async (key: string = randomUUID(), text = '进度') => {
    const reply = await handle({ key, person: REF, at: 0, body: { kind: 'text', text } })
    return reply?.body.kind === 'text' ? reply.body.text : null
  }
  const leave = () => handle({ key: randomUUID(), person: REF, at: 0, body: { kind: 'unfollow' } })
  return { store, park, person, hear, leave, told }
}

it('what was left for a person comes before the next reply, once, in order', async () => {
  const { park, person, hear } = setUp()
  await park(person, { id: 'n1', text: '第一条' })
  await park(person, { id: 'n2', text: '第二条' })
  expect(await hear()).toBe('第一条\n\n第二条\n\n{parked.told-foot}\n\n回复')
  expect(await hear()).toBe('回复')
})

it('left again under the same name it is there once, also after it was told', async () => {
  const { park, person, hear } = setUp()
  await park(person, { id: 'n1', text: '第一条' })
  expect(await park(person, { id: 'n1', text: '第一条' })).toBe(true)
  expect(await hear()).toContain('第一条')
  expect(await park(person, { id: 'n1', text: '第一条' })).toBe(true)
  expect(await hear()).toBe('回复')
})

it('leaves a mark of the same shape as a message does', async () => {
  const { park, person, hear } = setUp()
  await park(person, { id: 'n1', text: '第一条' })
  await park(person, { id: 'r1', room: 'reminders' })
  await hear()
  const marks = await database.db.selectFrom('seen').select('message').execute()
  expect(marks.map(({ message }) => message.replace(/^[0-9a-f]{32}$/, 'a hash'))).toEqual(
    Array(3).fill('a hash'),
  )
})

it('a room is asked when the person comes, and what it says is what still holds', async () => {
  const { park, person, hear, told } = setUp()
  await park(person, { id: 'r1', room: 'reminders' })
  await park(person, { id: 'r2', room: 'reminders' })
  expect(told).toEqual([])
  expect(await hear('push')).toBe('期限快到了\n\n{parked.told-foot}\n\n回复')
  expect(await hear('push')).toBe('期限快到了\n\n{parked.told-foot}\n\n回复')
  expect(told).toHaveLength(1)
})

it('a reply that could not be delivered comes before what was left, as the reply it is', async () => {
  const { park, person, hear } = setUp()
  await park(person, { id: 'n1', text: '第一条' })
  await park(person, { id: 'm1', late: '上一条的回复' })
  await park(person, { id: 'm1', late: '上一条的回复' })
  expect(await hear()).toBe('上一条的回复\n\n{parked.foot}\n\n第一条\n\n{parked.told-foot}\n\n回复')
  expect(await hear()).toBe('回复')
})

it('waits for a person who is talking, and changes nothing then', async () => {
  const { store, park, person, hear } = setUp()
  const begun = await store.begin(person, 'talking', 'attempt')
  expect(await park(person, { id: 'n1', text: '第一条' })).toBe(false)
  if (begun.state === 'go') await store.release(begun.turn)
  expect(await hear()).toBe('回复')
  expect(await park(person, { id: 'n1', text: '第一条' })).toBe(true)
})

it('who unfollows hears nothing of it any more', async () => {
  const { park, person, hear, leave } = setUp()
  await park(person, { id: 'n1', text: '第一条' })
  await leave()
  expect(await hear()).toBe('回复')
})
