import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Channels, MUTE } from '../../../../src/delivery/channel.ts'
import type { Speak } from '../../../../src/dialog/fill.ts'
import { systemClock } from '../../../../src/lib/clock.ts'
import type { Database } from '../../../../src/storage/database.ts'
import { createSeal } from '../../../../src/storage/seal.ts'
import { createSqlTurnStore, type SqlTurnStore } from '../../../../src/storage/sql-turn-store.ts'
import { createTellInChat } from '../../../../src/tips/chat/tell-in-chat.ts'
import { createTellReporters } from '../../../../src/tips/chat/tell-reporters.ts'
import type { TipOutbox } from '../../../../src/tips/tip.ts'
import type { PersonRef } from '../../../../src/turn/inbound.ts'
import { createPark } from '../../../../src/turn/park.ts'
import { openParked } from '../../../../src/turn/parked.ts'
import { personKey } from '../../../../src/turn/person-key.ts'
import { createTestDatabase } from '../../../support/database.ts'
import { scriptedChannel } from '../../../support/letters.ts'
import { seededRandom } from '../../../support/world.ts'

const ANN = { channel: 'play' as const, account: 'gh_test', id: 'ann' }
const BOB = { channel: 'play' as const, account: 'gh_test', id: 'bob' }

function outboxOf(...entries: [id: string, ref: PersonRef][]) {
  const told: string[] = []
  const outbox: TipOutbox = {
    async *due() {
      for (const [id, ref] of entries) if (!told.includes(id)) yield { id, kind: 'state' as const, ref }
    },
    async told(id) {
      told.push(id)
    },
  }
  return { outbox, told }
}

const always = () => true

it('whoever cannot be told now is told the next time', async () => {
  const { outbox, told } = outboxOf(['n1', ANN], ['n2', BOB])
  const heard: string[] = []
  let isTalking = true
  const job = createTellReporters(
    outbox,
    async ref => {
      if (ref === ANN && isTalking) return false
      heard.push(ref.id)
      return true
    },
    always,
  )
  await job.run()
  expect([heard, told]).toEqual([['bob'], ['n2']])
  isTalking = false
  await job.run()
  expect([heard, told]).toEqual([
    ['bob', 'ann'],
    ['n2', 'n1'],
  ])
})

it('nobody is told outside of the hours, nor after their end: it keeps', async () => {
  const { outbox, told } = outboxOf(['n1', ANN], ['n2', BOB])
  let left = 0
  const tell = async () => {
    left -= 1
    return true
  }
  const job = createTellReporters(outbox, tell, () => left > 0)
  await job.run()
  expect(told).toEqual([])
  left = 1
  await job.run()
  expect(told).toEqual(['n1'])
  left = 1
  await job.run()
  expect(told).toEqual(['n1', 'n2'])
})

it('what waits together for one person is told once', async () => {
  const { outbox, told } = outboxOf(['n1', ANN], ['n2', BOB], ['n3', { ...ANN }])
  const heard: string[] = []
  await createTellReporters(outbox, async ref => heard.push(ref.id) > 0, always).run()
  expect([heard, told]).toEqual([
    ['ann', 'bob'],
    ['n1', 'n2', 'n3'],
  ])
})

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

const seal = createSeal(Buffer.alloc(32, 'k'), seededRandom('seal'))
const speak: Speak = ({ phrase }) => phrase

function tellOver(channels: Channels, store: SqlTurnStore) {
  const park = createPark({ store, seal, clock: systemClock, newAttempt: randomUUID })
  const random = seededRandom('ids')
  return createTellInChat({ channels, park, seal, random, speak, clock: systemClock, days: 30 })
}

const WECHAT_ANN = { ...ANN, channel: 'wechat' as const }

async function noticesOf(store: SqlTurnStore, ref: PersonRef): Promise<string[]> {
  const begun = await store.begin(personKey(seal, ref), 'look', 'attempt')
  const parked = begun.state === 'go' && openParked(seal, begun.turn.person, begun.parked, 0)
  return parked ? parked.notices.map(({ text }) => text) : []
}

async function openWindow(store: SqlTurnStore, ref: PersonRef): Promise<void> {
  const begun = await store.begin(personKey(seal, ref), 'message', 'attempt')
  if (begun.state !== 'go') throw new Error(begun.state)
  await store.commit(begun.turn, {
    session: 'same',
    reply: null,
    parked: null,
    opens: { kind: 'message', at: systemClock.now(), lifeMs: 60_000, count: 1 },
  })
}

it('who talked to the account lately hears of it in chat; what the platform refuses waits, and no ledger tells of either', async () => {
  const store = createSqlTurnStore(database, systemClock)
  const { channel, sent, answers } = scriptedChannel()
  const tell = tellOver({ wechat: channel }, store)
  await openWindow(store, WECHAT_ANN)
  const ledger = () =>
    database.db.selectFrom('conversations').select(['message_until', 'message_left', 'tap_left']).execute()
  const before = await ledger()
  expect(await tell(WECHAT_ANN, 'state')).toBe(true)
  expect(sent).toEqual([{ rung: 'chat', to: 'ann', text: 'tip.news' }])
  answers.chat = [{ ok: false, kind: 'count-used', code: 45047 }]
  expect(await tell(WECHAT_ANN, 'state')).toBe(true)
  expect(await ledger()).toEqual(before)
  expect(await noticesOf(store, WECHAT_ANN)).toEqual(['tip.news'])
})

it('what waits for a reporter goes when their link would', async () => {
  const store = createSqlTurnStore(database, systemClock)
  await tellOver({ play: MUTE }, store)(ANN, 'state')
  const { parked_until } = await database.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
  const month = systemClock.now() + 30 * 86_400_000
  expect(parked_until).toBeGreaterThan(month - 60_000)
  expect(parked_until).toBeLessThanOrEqual(month)
})

it.each(['window-closed', 'person-gone', 'away'] as const)('what chat answers with %s waits', async kind => {
  const store = createSqlTurnStore(database, systemClock)
  const { channel, answers } = scriptedChannel()
  answers.chat = [{ ok: false, kind, code: 1 }]
  await openWindow(store, WECHAT_ANN)
  expect(await tellOver({ wechat: channel }, store)(WECHAT_ANN, 'state')).toBe(true)
  expect(await noticesOf(store, WECHAT_ANN)).toEqual(['tip.news'])
  expect(await database.db.selectFrom('attempts').selectAll().execute()).toEqual([])
})

it('an account that may not chat, and a platform without windows', async () => {
  const store = createSqlTurnStore(database, systemClock)
  const mute = scriptedChannel({ chat: false })
  const free = scriptedChannel()
  const tell = tellOver({ wechat: mute.channel, wechaty: { ...free.channel, hasWindows: false } }, store)
  await openWindow(store, WECHAT_ANN)
  await tell(WECHAT_ANN, 'state')
  await tell({ ...ANN, channel: 'wechaty' }, 'state')
  expect([mute.sent.length, free.sent.length]).toEqual([0, 1])
})

it('whom another process carries, or who cannot be reached now, is not told here and keeps nobody else waiting', async () => {
  const store = createSqlTurnStore(database, systemClock)
  const away = { ...scriptedChannel().channel, admit: () => 60_000 }
  const elsewhere = Array.from({ length: 101 }, (_, n): [string, PersonRef] => [
    `e${n}`,
    { ...ANN, channel: 'wechaty' },
  ])
  for (const channels of [{ play: MUTE }, { play: MUTE, wechaty: away }]) {
    const { outbox, told } = outboxOf(...elsewhere, ['n1', BOB])
    await createTellReporters(outbox, tellOver(channels, store), always).run()
    expect(told).toEqual(['n1'])
  }
  expect(await noticesOf(store, { ...ANN, channel: 'wechaty' })).toEqual([])
})

it('what waits for a person names nothing and does not lead to the tip', async () => {
  const store = createSqlTurnStore(database, systemClock)
  const tell = tellOver({ play: MUTE }, store)
  const { outbox } = outboxOf(['the name of the notice', ANN], ['another', ANN])
  await createTellReporters(outbox, tell, always).run()

  const begun = await store.begin(personKey(seal, ANN), 'message', 'attempt')
  const parked = begun.state === 'go' ? openParked(seal, begun.turn.person, begun.parked, 0) : null
  expect(parked?.notices).toEqual([
    { id: expect.stringMatching(/^[0-9a-f]{32}$/), text: 'tip.news', until: expect.any(Number) },
  ])
  const marks = await database.db.selectFrom('seen').select('message').execute()
  expect(JSON.stringify([parked, marks])).not.toMatch(/the name of the notice|another/)
  expect((await store.begin(personKey(seal, BOB), 'message', 'attempt')).state).toBe('go')
})
