import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMovableClock } from '../../src/lib/clock.ts'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { createSqlTurnStore, type SqlTurnStore } from '../../src/storage/sql-turn-store.ts'
import type { Commit } from '../../src/turn/store.ts'
import { TURN_TIMES } from '../../src/turn/store.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'

const START = 1_646_323_200_000
const HOUR = 3_600_000
const SAID: Commit = { session: Buffer.from('s'), reply: Buffer.from('r'), parked: null }

describe.each(TEST_DATABASES)('sweep on %s', kind => {
  let database: Database
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  afterAll(() => database.close())

  const clock = createMovableClock({ now: () => 0 }, START)

  async function handle(store: SqlTurnStore, person: string, message: string, what: Commit) {
    const begun = await store.begin(person, message, 'a')
    if (begun.state === 'go') await store.commit(begun.turn, what)
  }

  async function rows() {
    const { db } = database
    const seen = await db.selectFrom('seen').select(['message', 'reply']).orderBy('message').execute()
    const persons = await db.selectFrom('conversations').select('person').orderBy('person').execute()
    return {
      marks: seen.map(row => row.message),
      replies: seen.filter(row => row.reply).length,
      persons: persons.map(row => row.person),
    }
  }

  it('erases replies after a minute, marks after a day, persons with their session, some at a time', async () => {
    const store = createSqlTurnStore(database, clock)
    await handle(store, 'ann', 'm1', SAID)
    await handle(store, 'ann', 'm2', SAID)
    await handle(store, 'bob', 'm3', { ...SAID, session: null })
    expect(await store.sweep(100)).toBe(0)

    clock.moveTo(START + TURN_TIMES.replyMs)
    await handle(store, 'cat', 'm4', SAID)
    await store.sweep(100)
    expect(await rows()).toEqual({
      marks: ['m1', 'm2', 'm3', 'm4'],
      replies: 1,
      persons: ['ann', 'bob', 'cat'],
    })

    clock.moveTo(START + TURN_TIMES.seenMs)
    await store.sweep(2)
    expect((await rows()).marks).toHaveLength(2)
    await store.sweep(2)
    expect((await rows()).marks).toEqual(['m4'])

    clock.moveTo(START + TURN_TIMES.seenMs + HOUR)
    await store.sweep(100)
    expect(await rows()).toEqual({ marks: [], replies: 0, persons: ['ann', 'cat'] })

    clock.moveTo(START + TURN_TIMES.sessionMs)
    await store.sweep(100)
    expect((await rows()).persons).toEqual(['cat'])
  })

  it('erases a session, and what is parked, as soon as their own time is over, however long the person stays', async () => {
    const store = createSqlTurnStore(database, clock)
    const left = async () => {
      const query = database.db.selectFrom('conversations').select(['session', 'parked'])
      const { session, parked } = await query.where('person', '=', 'eve').executeTakeFirstOrThrow()
      return [session, parked].map(part => part !== null)
    }
    const what = { session: Buffer.from('s'), parked: Buffer.from('p'), reply: null }
    await handle(store, 'eve', 'm7', { ...what, sessionMs: HOUR, parkedMs: 2 * HOUR })
    await store.sweep(100)
    expect(await left()).toEqual([true, true])
    clock.moveTo(clock.now() + HOUR)
    await store.sweep(100)
    expect(await left()).toEqual([false, true])
    clock.moveTo(clock.now() + HOUR)
    await store.sweep(100)
    expect(await left()).toEqual([false, false])
  })

  it('forgets waiters that stopped asking, and spares a turn that runs', async () => {
    const store = createSqlTurnStore(database, clock)
    const begun = await store.begin('dan', 'm5', 'a')
    await store.begin('dan', 'm6', 'a')
    clock.moveTo(clock.now() + TURN_TIMES.waitMs)
    await store.sweep(100)
    expect(await database.db.selectFrom('queue').selectAll().execute()).toEqual([])
    expect(begun.state === 'go' && (await store.commit(begun.turn, SAID))).toBe('ok')
  })
})

describe('SQL turn store', () => {
  it('is away with its database', async () => {
    const nowhere = await openDatabase('postgres://postgres@127.0.0.1:1/anpei')
    const store = createSqlTurnStore(nowhere, createMovableClock({ now: () => 0 }, START))
    const turn = { person: 'p', message: 'm', attempt: 'a', fence: 1 }
    const calls = [
      store.begin('p', 'm', 'a'),
      store.renew(turn),
      store.commit(turn, SAID),
      store.release(turn),
      store.leave('p', 'm'),
      store.ping(),
    ]
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'store-away' })
    await nowhere.close()
  })
})
