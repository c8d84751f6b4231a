import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../../../../src/lib/clock.ts'
import type { Database } from '../../../../src/storage/database.ts'
import { createSeal } from '../../../../src/storage/seal.ts'
import { createSqlTurnStore } from '../../../../src/storage/sql-turn-store.ts'
import { tellByParking } from '../../../../src/tips/chat/tell-by-parking.ts'
import { createTellReporters } from '../../../../src/tips/chat/tell-reporters.ts'
import type { TipOutbox } from '../../../../src/tips/tip.ts'
import { createPark } from '../../../../src/turn/park.ts'
import { openParked } from '../../../../src/turn/parked.ts'
import { personKey } from '../../../../src/turn/person-key.ts'
import { createTestDatabase } from '../../../support/database.ts'
import { seededRandom } from '../../../support/world.ts'

const ANN = { channel: 'play' as const, account: 'gh_test', id: 'ann' }
const BOB = { channel: 'play' as const, account: 'gh_test', id: 'bob' }

function outboxOf(...entries: [id: string, ref: typeof ANN][]) {
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

it('whoever cannot be told now is told the next time', async () => {
  const { outbox, told } = outboxOf(['n1', ANN], ['n2', BOB])
  const heard: string[] = []
  let isTalking = true
  const job = createTellReporters(outbox, async ref => {
    if (ref === ANN && isTalking) return false
    heard.push(ref.id)
    return true
  })
  await job.run()
  expect([heard, told]).toEqual([['bob'], ['n2']])
  isTalking = false
  await job.run()
  expect([heard, told]).toEqual([
    ['bob', 'ann'],
    ['n2', 'n1'],
  ])
})

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

it('what waits for a person names nothing and does not lead to the tip', async () => {
  const seal = createSeal(Buffer.alloc(32, 'k'), seededRandom('seal'))
  const store = createSqlTurnStore(database, systemClock)
  const tell = tellByParking({
    park: createPark({ store, seal, clock: systemClock, newAttempt: randomUUID }),
    seal,
    random: seededRandom('ids'),
    speak: ({ phrase }) => phrase,
  })
  const { outbox } = outboxOf(['the name of the notice', ANN], ['another', ANN])
  await createTellReporters(outbox, tell).run()

  const begun = await store.begin(personKey(seal, ANN), 'message', 'attempt')
  const parked = begun.state === 'go' ? openParked(seal, begun.turn.person, begun.parked, 0) : null
  expect(parked?.notices).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{32}$/), text: 'tip.news' }])
  const marks = await database.db.selectFrom('seen').select('message').execute()
  expect(JSON.stringify([parked, marks])).not.toMatch(/the name of the notice|another/)
  expect((await store.begin(personKey(seal, BOB), 'message', 'attempt')).state).toBe('go')
})
