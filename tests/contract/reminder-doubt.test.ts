import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAttemptStore } from '../../src/delivery/attempt-store.ts'
import type { Refusal } from '../../src/delivery/channel.ts'
import type { Rung } from '../../src/delivery/letter.ts'
import { callList } from '../../src/reminders/call-list.ts'
import { readReach } from '../../src/reminders/reach.ts'
import type { Database } from '../../src/storage/database.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, type TestDatabaseKind } from '../support/database.ts'
import { reminderDesk } from '../support/reminder-desk.ts'
import { memberRow, SEED_SEAL, seedUnits, unitRow } from '../support/seed-units.ts'

const KINDS: TestDatabaseKind[] = ['sqlite-memory', 'postgres']

describe.each(KINDS)('what is not known to have arrived, on %s', kind => {
  let database: Database
  beforeEach(async () => {
    database = await createTestDatabase(kind)
  })
  afterEach(() => database.close())

  async function seeded() {
    const desk = reminderDesk(database)
    const member = memberRow(1, unitRow(1).id)
    await seedUnits(database, [unitRow(1)], [member])
    return { desk, member }
  }

  async function work(desk: ReturnType<typeof reminderDesk>, ...times: string[]) {
    for (const time of times) {
      desk.moveTo(time)
      await desk.plan()
      while ((await desk.send()) > 0);
    }
  }

  async function reasons(now: string): Promise<string[]> {
    const attempts = createAttemptStore(database)
    const parts = { rules: content, database, attempts, seal: SEED_SEAL }
    const found: string[] = []
    for await (const { reason } of callList(parts, Date.parse(`${now}+08:00`))) found.push(reason)
    return found
  }

  const told = async () => (await readReach(database, content.campaign)).map(each => each.told)

  it.each<[Refusal, Rung, string[], string]>([
    ['unreachable', 'template', ['1 2022-03-18 lapsed', '1 2022-03-20 sent template'], 'unsent'],
    ['away', 'template', ['1 2022-03-18 parked parked'], 'unread'],
    ['away', 'long-term', ['1 2022-03-18 parked parked'], 'unread'],
  ])('is not taken for told after a whole day of %s by %s', async (kind, rung, sendings, reason) => {
    const { desk, member } = await seeded()
    if (rung === 'long-term') await desk.ledger.choose(member.person, 'L', true, { message: 'e', at: 0 })
    const { send } = desk.channel
    desk.channel.send = async () => ({ ok: false, kind, code: 0 })
    const times = ['09:00', '09:08', '11:20', '17:28']
    await work(desk, ...times.map(time => `2022-03-18T${time}`))
    desk.channel.send = send
    await work(desk, '2022-03-19T09:00')
    expect([await told(), await reasons('2022-03-19T09:00')]).toEqual([[0], [reason]])
    await work(desk, '2022-03-20T09:00')
    expect(await desk.sendings()).toEqual(sendings)
  })

  it('waits for the person where a killed worker is back the next day', async () => {
    const { desk, member } = await seeded()
    desk.answers.template = ['crash']
    await expect(work(desk, '2022-03-18T17:29')).rejects.toThrow('killed')
    await work(desk, '2022-03-19T09:00', '2022-03-20T09:00')
    expect(await desk.sendings()).toEqual(['1 2022-03-18 parked parked'])
    expect(desk.sent).toHaveLength(1)
    expect(await desk.hearParked(member.person)).toHaveLength(1)
  })

  it('is told where only the record of it was not made', async () => {
    const { desk } = await seeded()
    await work(desk, '2022-03-18T17:29')
    await database.db.updateTable('sendings').set({ state: 'due', rung: null }).execute()
    await work(desk, '2022-03-20T09:00')
    expect(await desk.sendings()).toEqual(['1 2022-03-18 sent template'])
    expect(desk.sent).toHaveLength(1)
  })
})
