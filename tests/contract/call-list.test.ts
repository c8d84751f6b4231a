import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAttemptStore } from '../../src/delivery/attempt-store.ts'
import { createSpeak } from '../../src/dialog/fill.ts'
import { callList } from '../../src/reminders/call-list.ts'
import { callTable } from '../../src/reminders/call-table.ts'
import { createRefusals } from '../../src/reminders/refusals.ts'
import type { Database } from '../../src/storage/database.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, type TestDatabaseKind } from '../support/database.ts'
import { scriptedChannel } from '../support/letters.ts'
import { acknowledge, plannedDesk, reminderDesk } from '../support/reminder-desk.ts'
import { fileFor, memberRow, SEED_SEAL, seedUnits, unitRow } from '../support/seed-units.ts'

const KINDS: TestDatabaseKind[] = ['sqlite-memory', 'postgres']
const NOTICE = '传达通知：开展安全生产培训“走过场”专项整治'
const silent = () => scriptedChannel({ subscription: false, template: false, chat: false })

describe.each(KINDS)('the call list on %s', kind => {
  let database: Database
  beforeEach(async () => {
    database = await createTestDatabase(kind)
  })
  afterEach(() => database.close())

  const planned = (script?: ReturnType<typeof scriptedChannel>) => plannedDesk(database, script)

  async function calls(now: string) {
    const attempts = createAttemptStore(database)
    const found = callList(
      { rules: content, database, attempts, seal: SEED_SEAL },
      Date.parse(`${now}+08:00`),
    )
    const rows: string[][] = []
    for await (const row of callTable(found, content, createSpeak(content.phrases))) rows.push(row)
    return rows.slice(1)
  }

  it('has units that nobody could be told of what stands, with whom to ask for', async () => {
    const listed = { name: '名册联系人', phone: '0594-2345678' }
    const sealed = SEED_SEAL.seal('listed-contact', unitRow(3).id, Buffer.from(JSON.stringify(listed)))
    const { desk } = await planned(silent())
    await seedUnits(database, [unitRow(2), unitRow(3, { listed_contact: sealed, district: 'xianyou' })], [])
    await desk.plan()
    await desk.send()
    expect(await calls('2022-03-18T18:00')).toEqual([
      [
        '示例安全培训学校1',
        '荔城区',
        '荔城区应急管理局',
        '示例联系人',
        '13800000000',
        '自查报告（2022年3月20日）',
        '消息发不出去，人也没有再来',
        '2022-03-18 09:30起等对方来消息',
      ],
      [
        '示例安全培训学校2',
        '荔城区',
        '荔城区应急管理局',
        '',
        '',
        `${NOTICE}；自查报告（2022年3月20日）`,
        '没有人绑定公众号',
        '',
      ],
      [
        '示例安全培训学校3',
        '仙游县',
        '荔城区应急管理局',
        '名册联系人',
        '0594-2345678',
        `${NOTICE}；自查报告（2022年3月20日）`,
        '没有人绑定公众号',
        '',
      ],
    ])
  })

  it.each([
    [{ name: '名册联系人', phone: '' }, ['名册联系人', '13800000000']],
    [{ name: '', phone: '0594-2345678' }, ['示例联系人', '0594-2345678']],
  ])('takes from a member what the roster does not say of %j', async (listed, contact) => {
    const sealed = SEED_SEAL.seal('listed-contact', unitRow(1).id, Buffer.from(JSON.stringify(listed)))
    const unit = unitRow(1, { listed_contact: sealed })
    await seedUnits(database, [unit], [memberRow(1, unit.id)])
    const desk = reminderDesk(database, silent())
    await desk.plan()
    await desk.send()
    expect((await calls('2022-03-18T18:00')).map(row => row.slice(3, 5))).toEqual([contact])
  })

  it('has nobody who has been told, until the ladder is at its end', async () => {
    const { desk } = await planned()
    await desk.send()
    expect(await calls('2022-03-18T18:00')).toEqual([])
    for (const day of ['21', '23']) {
      desk.moveTo(`2022-03-${day}T09:30`)
      await desk.plan()
      await desk.send()
    }
    expect(await calls('2022-03-23T18:00')).toEqual([])
    expect((await calls('2022-03-24T09:00')).map(row => row[6])).toEqual(['逾期，提醒完了还没办'])
  })

  it('drops a unit as soon as it has done what it owes', async () => {
    const desk = reminderDesk(database)
    const unit = unitRow(1)
    const member = memberRow(1, unit.id, { left_at: 1, identity: null })
    await seedUnits(database, [unit], [member])
    await acknowledge(database, unit.id, member.id)
    await desk.plan()
    expect(await calls('2022-03-18T18:00')).toHaveLength(1)
    await fileFor(database, unit, { delivered_on: '2022-03-18' })
    expect(await calls('2022-03-18T18:00')).toEqual([])
  })

  describe('of the notice', () => {
    const days = (...all: string[]) => all.map(day => `2021-12-${day}`)

    /** The notice goes to the unit's one member on these days. */
    async function notified(desk: ReturnType<typeof reminderDesk>, days: string[]) {
      for (const day of days) {
        desk.moveTo(`${day}T09:30`)
        await desk.plan()
        await desk.send()
      }
    }

    it('has whom it has not reached, until they have heard it or answered', async () => {
      const desk = reminderDesk(database, silent())
      const [one, two, alone] = [unitRow(1), unitRow(2), unitRow(3)]
      const members = [memberRow(1, one.id), memberRow(2, two.id)]
      await seedUnits(database, [one, two, alone], members)
      await notified(desk, days('02', '03', '10', '20'))
      const called = async () => (await calls('2022-01-10T18:00')).map(row => [row[0], row[5], row[6]])
      const unread = '消息发不出去，人也没有再来'
      const nobody = [alone.name, NOTICE, '没有人绑定公众号']
      expect(await called()).toEqual([[one.name, NOTICE, unread], [two.name, NOTICE, unread], nobody])
      expect(await desk.hearParked(members[0]!.person)).toHaveLength(1)
      await acknowledge(database, two.id, members[1]!.id)
      expect(await called()).toEqual([nobody])
    })

    it('has nobody for a second notice that waits', async () => {
      const unit = unitRow(1)
      await seedUnits(database, [unit], [memberRow(1, unit.id)])
      await notified(reminderDesk(database), days('02'))
      await notified(reminderDesk(database, silent()), days('20'))
      expect(await calls('2021-12-20T18:00')).toEqual([])
    })

    it('has who wanted no reminders before it came', async () => {
      const unit = unitRow(1)
      const member = memberRow(1, unit.id)
      await seedUnits(database, [unit], [member])
      await createRefusals(database).refuse(member.person, 0)
      await notified(reminderDesk(database), days('02'))
      expect((await calls('2021-12-02T18:00')).map(row => row[6])).toEqual(['对方不收提醒，通知没有传达到'])
    })
  })
})
