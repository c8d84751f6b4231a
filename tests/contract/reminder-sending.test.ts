import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSpeak } from '../../src/dialog/fill.ts'
import { reachTable, readReach } from '../../src/reminders/reach.ts'
import { createRefusals } from '../../src/reminders/refusals.ts'
import { createSendingStore } from '../../src/reminders/sending-store.ts'
import type { Database } from '../../src/storage/database.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, type TestDatabaseKind } from '../support/database.ts'
import { scriptedChannel } from '../support/letters.ts'
import { acknowledge, plannedDesk, reminderDesk } from '../support/reminder-desk.ts'
import { fileFor, memberRow, seedUnits, unitRow } from '../support/seed-units.ts'

const KINDS: TestDatabaseKind[] = ['sqlite-memory', 'postgres']

describe.each(KINDS)('sending on %s', kind => {
  let database: Database
  beforeEach(async () => {
    database = await createTestDatabase(kind)
  })
  afterEach(() => database.close())

  const planned = (script?: ReturnType<typeof scriptedChannel>) => plannedDesk(database, script)

  it('tells what is due, once', async () => {
    const { desk } = await planned()
    expect(await desk.send()).toBe(1)
    expect(await desk.send()).toBe(0)
    expect(desk.sent).toMatchObject([
      {
        rung: 'template',
        to: 'o1',
        data: { thing1: '自查报告今天到期，发“进度”', date2: '2022年3月18日' },
      },
    ])
    expect(await desk.sendings()).toEqual(['1 2022-03-18 sent template'])
  })

  it('tells nothing outside the hours, nor on another day', async () => {
    const { desk } = await planned()
    for (const time of ['2022-03-18T12:00', '2022-03-18T21:00', '2022-03-19T10:00', '2022-03-21T10:00']) {
      desk.moveTo(time)
      expect(await desk.send()).toBe(0)
    }
    expect(desk.sent).toEqual([])
  })

  it('does not tell what has been met meanwhile', async () => {
    const { desk, unit } = await planned()
    await fileFor(database, unit, { delivered_on: '2022-03-18' })
    await desk.send()
    expect(desk.sent).toEqual([])
    expect(await desk.sendings()).toEqual(['1 2022-03-18 void'])
    const { void_at } = await database.db.selectFrom('reminders').select('void_at').executeTakeFirstOrThrow()
    expect(void_at).not.toBeNull()
  })

  it('does not tell a member who has left', async () => {
    const { desk } = await planned()
    await database.db.updateTable('members').set({ left_at: 1, identity: null }).execute()
    await desk.send()
    expect(desk.sent).toEqual([])
    expect(await desk.sendings()).toEqual(['1 2022-03-18 gone'])
  })

  it('leaves who wants none alone, except for what presses', async () => {
    const { desk, unit, member } = await planned()
    const early = unitRow(2, { subject: 'enterprise', special_ops: null })
    const other = memberRow(2, early.id)
    await seedUnits(database, [early], [other])
    await acknowledge(database, early.id, other.id)
    await desk.plan()
    for (const { person } of [member, other]) await createRefusals(database).refuse(person, 0)
    await desk.send()
    expect(await desk.sendings()).toEqual(['1 2022-03-18 sent template', '2 2022-03-18 refused'])
    expect(unit.id).not.toBe(early.id)
  })

  it('takes what a killed worker had, once its claim has run out', async () => {
    const { desk } = await planned()
    const dead = createSendingStore(database, () => 'dead', ['wechat'])
    expect((await dead.claim('2022-03-18', desk.world.wall.now(), 10)).keys).toHaveLength(1)
    expect(await desk.send()).toBe(0)
    desk.world.wall.advance(5 * 60_000)
    expect(await desk.send()).toBe(1)
  })

  it('claims nobody whom it cannot reach', async () => {
    const { desk } = await planned()
    const elsewhere = createSendingStore(database, () => 'elsewhere', ['play', 'wechaty'])
    expect((await elsewhere.claim('2022-03-18', desk.world.wall.now(), 10)).keys).toEqual([])
    expect(await desk.send()).toBe(1)
  })

  it('lets nobody end what another worker has taken over', async () => {
    const { desk, member } = await planned()
    const sendings = createSendingStore(database, () => 'late', ['wechat'])
    const now = desk.world.wall.now()
    const late = await sendings.claim('2022-03-18', now, 10)
    const again = await createSendingStore(database, () => 'next', ['wechat']).claim(
      '2022-03-18',
      now + 300_000,
      10,
    )
    expect(again.keys).toHaveLength(1)
    await sendings.end(late, [member.id], { state: 'parked', rung: 'parked' }, now)
    expect(await desk.sendings()).toEqual(['1 2022-03-18 due'])
    await sendings.end(late, [member.id], { state: 'told', rung: 'chat' }, now)
    expect(await desk.sendings()).toEqual(['1 2022-03-18 told chat'])
  })

  /** Twenty units, of whose members each has spoken to the account: chat is open, and nothing else. */
  async function chatting(script: ReturnType<typeof scriptedChannel>) {
    const desk = reminderDesk(database, script)
    const units = Array.from({ length: 20 }, (_, n) => unitRow(n + 1))
    const members = units.map(({ id }, n) => memberRow(n + 1, id))
    await seedUnits(database, units, members)
    for (const { person } of members) await desk.write(person)
    await desk.plan()
    return { desk, members }
  }
  const onlyChat = () => scriptedChannel({ template: false, subscription: false })

  it('tells nobody after hours, and the next time the rest, as if it had not been tried', async () => {
    const script = onlyChat()
    const { desk } = await chatting(script)
    desk.moveTo('2022-03-18T11:29:50')
    const { send } = script.channel
    script.channel.send = (to, what) => {
      desk.world.wall.advance(1_000)
      return send(to, what)
    }
    await desk.send()
    expect(desk.sent).toHaveLength(10)
    expect(await database.db.selectFrom('attempts').select('letter').execute()).toHaveLength(10)
    expect(await desk.send()).toBe(0)
    desk.moveTo('2022-03-18T14:30')
    while ((await desk.send()) > 0);
    expect(new Set(desk.sent.map(({ to }) => to)).size).toBe(20)
    expect(new Set(await desk.sendings()).size).toBe(20)
    expect((await desk.sendings()).every(each => each.endsWith('told chat'))).toBe(true)
  })

  it('begins nothing that its claim does not last for: who takes over tells the rest, and nobody hears it twice', async () => {
    const script = onlyChat()
    const { desk, members } = await chatting(script)
    const { send } = script.channel
    script.channel.send = (to, what) => {
      desk.world.wall.advance(60_000)
      return send(to, what)
    }
    await desk.send()
    expect(desk.sent).toHaveLength(3)
    const next = onlyChat()
    const other = reminderDesk(database, next)
    other.moveTo('2022-03-18T09:40')
    while ((await other.send()) > 0);
    expect([...desk.sent, ...next.sent].map(({ to }) => to).toSorted()).toEqual(
      members.map((_, n) => `o${n + 1}`).toSorted(),
    )
    for (const { person } of members) expect(await other.hearParked(person)).toEqual([])
  })

  it('tries again later what could not be taken just now', async () => {
    const { desk } = await planned()
    desk.answers.template = [{ ok: false, kind: 'busy', code: -1 }]
    await desk.send()
    expect(await desk.send()).toBe(0)
    desk.world.wall.advance(5 * 60_000)
    await desk.send()
    expect(await desk.sendings()).toEqual(['1 2022-03-18 sent template'])
  })

  describe('what the platform reports', () => {
    async function report(failure: string) {
      const { desk, member } = await planned()
      await desk.send()
      const [attempt] = await database.db.selectFrom('attempts').selectAll().execute()
      const notice = { kind: 'template-sent' as const, messageId: attempt!.message_id, failure }
      await desk.hear(notice, { person: member.person, message: 'e', now: desk.world.wall.now() })
      return desk
    }

    it('confirms', async () => {
      expect(await (await report('')).sendings()).toEqual(['1 2022-03-18 told template'])
    })

    it('sends on by the next rung', async () => {
      const desk = await report('failed:user block')
      await desk.send()
      expect(await desk.sendings()).toEqual(['1 2022-03-18 parked parked'])
    })

    it('is heard also where it comes before the sending is marked', async () => {
      const script = scriptedChannel()
      const { send } = script.channel
      const desk = reminderDesk(database, script)
      const unit = unitRow(1)
      const member = memberRow(1, unit.id)
      await seedUnits(database, [unit], [member])
      await desk.plan()
      script.channel.send = async (to, what) => {
        const answer = await send(to, what)
        const notice = { kind: 'template-sent' as const, messageId: '77', failure: '' }
        await desk.hear(notice, { person: member.person, message: 'e', now: 1 })
        return answer
      }
      await desk.send()
      expect(await desk.sendings()).toEqual(['1 2022-03-18 told template'])
    })
  })

  describe('what is parked', () => {
    const silent = () => scriptedChannel({ subscription: false, template: false, chat: false })

    it('is told from what still stands, the same for a retry', async () => {
      const { desk, member } = await planned(silent())
      await desk.send()
      expect(await desk.sendings()).toEqual(['1 2022-03-18 parked parked'])
      desk.moveTo('2022-03-21T08:00')
      const [text] = await desk.hearParked(member.person, 'message')
      expect(text).toContain('自查报告应在2022年3月20日前报莆田市应急管理局，已经过了1天')
      expect(await desk.hearParked(member.person, 'message')).toEqual([text])
      expect(await desk.hearParked(member.person)).toEqual([])
      expect(await desk.sendings()).toEqual(['1 2022-03-18 told parked'])
    })

    it('of several days is told in one, each duty once', async () => {
      const { desk, member } = await planned(silent())
      await desk.send()
      desk.moveTo('2022-03-21T09:30')
      await desk.plan()
      await desk.send()
      const [text, ...more] = await desk.hearParked(member.person)
      expect(more).toEqual([])
      expect(text?.match(/自查报告/g)).toHaveLength(1)
    })

    it('is not told where nothing stands any more', async () => {
      const { desk, member, unit } = await planned(silent())
      await desk.send()
      await fileFor(database, unit, { delivered_on: '2022-03-18' })
      expect(await desk.hearParked(member.person)).toEqual([])
      expect(await desk.sendings()).toEqual(['1 2022-03-18 void parked'])
    })
  })

  it('counts by district how far the notice has come', async () => {
    const desk = reminderDesk(database)
    const [one, two, three] = [unitRow(1), unitRow(2), unitRow(3, { district: 'xianyou' })]
    const bureau = unitRow(4, { subject: 'county-bureau', special_ops: null })
    const members = [memberRow(1, one.id), memberRow(2, two.id)]
    await seedUnits(database, [one, two, three, bureau], members)
    await desk.plan()
    await desk.send()
    await acknowledge(database, one.id, members[0]!.id)
    const reach = await readReach(database, content.campaign)
    expect(reachTable(reach, content.campaign, createSpeak(content.phrases))).toEqual([
      ['县（区、管委会）', '单位', '已绑定', '已送达', '已知悉', '传达到位率'],
      ['仙游县', '1', '0', '0', '0', '0.0%'],
      ['荔城区', '2', '2', '2', '1', '50.0%'],
      ['合计', '3', '2', '2', '1', '33.3%'],
    ])
  })
})
