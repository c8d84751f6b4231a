import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { creditCodeCheck } from '../../src/dialog/answers/credit-code-rule.ts'
import { systemRandom } from '../../src/lib/random.ts'
import type { Database } from '../../src/storage/database.ts'
import { newIdentity } from '../../src/tips/age-identity.ts'
import type { CaseDesk, Done, OpenTip, TipLine } from '../../src/tips/desk/case-desk.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { createTipStage, row, type TipStage } from '../support/tips.ts'
import { MARK, markedJpeg } from '../unit/tips/images.ts'

const CONTACT = { name: '示例举报人', phone: '13800000000' }
const LINK = { channel: 'wechat', account: 'gh_test', id: 'openid-of-someone' } as const
const PERSON = 'a person key'

describe.each(TEST_DATABASES)('the desk on %s', kind => {
  let database: Database
  let stage: TipStage
  let licheng: CaseDesk
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  beforeEach(async () => {
    stage = await createTipStage(database)
    licheng = await stage.desk('licheng')
  })
  afterAll(() => database.close())

  const at = async (number: string, desk = licheng): Promise<TipLine> => (await desk.find(number))!
  const done = async (doing: Promise<Done>): Promise<TipLine> => {
    const result = await doing
    if (!result.ok) throw new Error(result.why)
    return result.tip
  }
  const whyNot = async (doing: Promise<{ ok: true } | { ok: false; why: string }>) => {
    const result = await doing
    return result.ok ? 'done' : result.why
  }
  const opened = async (number: string, desk = licheng): Promise<OpenTip> => {
    const tip = await desk.open(number)
    if (!tip.ok) throw new Error(tip.why)
    return tip
  }
  const looked = async (code: string) => {
    const seen = await stage.reporters.look(code, PERSON)
    if (seen.outcome !== 'found') throw new Error(seen.outcome)
    return seen.tip
  }
  const auditOf = async (number: string) => {
    const rows = await database.db.selectFrom('audit').selectAll().where('target', '=', number).execute()
    return rows.map(({ actor, action }) => `${actor} ${action}`)
  }
  const investigating = async (number: string) => {
    const accepted = await done(licheng.accept(await at(number)))
    return done(licheng.investigate(accepted))
  }

  describe('lets', () => {
    it('nobody in whose key stands in no list', async () => {
      expect(await stage.deskWith(newIdentity(systemRandom))).toBeNull()
      expect(await stage.deskWith(await stage.identity('sender'))).toBeNull()
      expect(await stage.deskWith('AGE-SECRET-KEY-1NOTHING')).toBeNull()
    })

    it('a bureau see its own, the city all, and the custodian those about a bureau', async () => {
      const [own, other, secret] = [
        await stage.submit(),
        await stage.submit({ district: 'xiuyu' }),
        await stage.submit({ aboutBureau: true }),
      ]
      const sees = async (holder: string) => {
        const desk = await stage.desk(holder)
        const found = await Promise.all([own, other, secret].map(({ number }) => desk.open(number)))
        return found.map(({ ok }) => ok)
      }
      expect(await sees('licheng')).toEqual([true, false, false])
      expect(await sees('putian')).toEqual([true, true, false])
      expect(await sees('custodian')).toEqual([false, false, true])
      expect(await whyNot(licheng.accept({ number: other.number, version: 1 }))).toBe('unknown')
      expect(await whyNot(licheng.evidence(other.number, 'x', 'clean'))).toBe('unknown')
      expect(await licheng.find(other.number)).toBeNull()
    })
  })

  it('goes with the reporter from 登记 to 办结, each told in the own way', async () => {
    const { number, code } = await stage.submit({ level: 'notifiable', link: LINK })
    let tip = await investigating(number)
    tip = await done(licheng.ask(tip, '是哪一期？'))
    await stage.reporters.supplement(code, PERSON, '第3期', [], 'once')
    expect(await whyNot(licheng.handle(tip))).toBe('changed')
    tip = await done(licheng.handle(await at(number)))
    tip = await done(licheng.classify(tip, 'sham-teaching'))
    tip = await done(licheng.extend(tip, 10, '要等检测结果'))
    expect(tip).toMatchObject({ state: 'handling', dueOn: '2022-05-19', category: 'sham-teaching' })
    tip = await done(licheng.answer(tip, '已责令整改'))
    await done(licheng.close(tip))
    expect(await looked(code)).toMatchObject({
      state: 'closed',
      dueOn: null,
      messages: [
        { from: 'bureau', text: '是哪一期？', isQuestion: true },
        { from: 'reporter', text: '', isQuestion: false },
        { from: 'bureau', text: '要等检测结果', isQuestion: false },
        { from: 'bureau', text: '已责令整改', isQuestion: false },
      ],
    })
    const { events, messages } = await opened(number)
    expect(events.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'reporter register',
      'licheng/licheng-1 accept',
      'licheng/licheng-1 investigate',
      'licheng/licheng-1 ask',
      'reporter supplement',
      'licheng/licheng-1 handle',
      'licheng/licheng-1 classify',
      'licheng/licheng-1 extend',
      'licheng/licheng-1 answer',
      'licheng/licheng-1 close',
    ])
    expect(messages[1]).toMatchObject({ from: 'reporter', text: '第3期' })
  })

  it('refuses with a reason of the list, in the words of the content, and may be opened again', async () => {
    const { number, code } = await stage.submit()
    const tip = await done(licheng.refuse(await at(number), 'facts-unclear', '请补充时间和地点'))
    expect(tip).toMatchObject({ state: 'refused', dueOn: null, urgency: 'none' })
    const { messages } = await looked(code)
    expect(messages[0]?.text).toBe(`${content.tipSettings.reasons['facts-unclear'].label}\n请补充时间和地点`)
    expect(await done(licheng.reopen(tip, '补充了'))).toMatchObject({
      state: 'registered',
      dueOn: '2022-03-25',
    })
    expect((await opened(number)).events.at(-1)).toMatchObject({ action: 'reopen', note: '补充了' })
  })

  it('takes no action twice, none out of turn, and none without words', async () => {
    const { number } = await stage.submit()
    const tip = await at(number)
    const both = await Promise.all([licheng.accept(tip), licheng.accept(tip)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    const now = await at(number)
    expect(await whyNot(licheng.close(now))).toBe('not-now')
    for (const empty of [
      licheng.ask(now, ' '),
      licheng.answer(now, ''),
      licheng.reopen(now, ''),
      licheng.extend(now, 5, ''),
      licheng.reroute(now, 'xiuyu', ' '),
      licheng.refer(now, 'police', ''),
    ])
      expect(await whyNot(empty)).toBe('no-words')
    expect(await whyNot(licheng.classify(now, 'no such category'))).toBe('nothing')
    expect(await at(number)).toEqual(now)
  })

  it('lists what is due first, what is late, what is parked and what is over, page by page', async () => {
    const other = await createTestDatabase(kind)
    try {
      const elsewhere = await createTipStage(other)
      const desk = await elsewhere.desk('licheng')
      for (let count = 0; count < 53; count++) await elsewhere.submit()
      const parked = await elsewhere.submit({ flooded: true })
      elsewhere.world.wall.advance(86_400_000)
      const [late, early] = [await elsewhere.submit(), await elsewhere.submit({ today: '2022-02-01' })]
      await desk.accept((await desk.find(late.number))!)
      await desk.refuse((await desk.find((await elsewhere.submit()).number))!, 'no-subject', '')

      const first = await desk.list('open')
      expect(first.lines).toHaveLength(50)
      expect(first.lines[0]).toMatchObject({ number: early.number, urgency: 'overdue', daysLeft: -23 })
      const second = await desk.list('open', first.next!)
      expect(second.next).toBeNull()
      expect(second.lines.at(-1)).toMatchObject({ number: late.number, state: 'accepted' })
      const all = [...first.lines, ...second.lines].map(({ number }) => number)
      expect(new Set(all).size).toBe(55)
      expect((await desk.list('overdue')).lines.map(({ number }) => number)).toEqual([early.number])
      expect((await desk.list('parked')).lines.map(({ number }) => number)).toEqual([parked.number])
      expect((await desk.list('over')).lines.map(({ state }) => state)).toEqual(['refused'])
      expect((await (await elsewhere.desk('xiuyu')).list('open')).lines).toEqual([])
    } finally {
      await other.close()
    }
  })

  it('leaves an audit line before anything sealed is opened', async () => {
    const { number } = await stage.submit({ level: 'named', contact: CONTACT })
    const key = systemRandom.bytes(32)
    const file = { kind: 'photo', mediaType: 'image/jpeg', bytes: markedJpeg() } as const
    const evidence = [{ ...(await stage.tips.evidence.keep(file, key, stage.world.wall.now())), key }]
    const withPhoto = await stage.submit({ evidence })
    await licheng.open(number)
    await (await stage.desk('custodian')).identity(number, '核实奖励')
    const original = await licheng.evidence(withPhoto.number, evidence[0]!.id, 'original')
    const clean = await licheng.evidence(withPhoto.number, evidence[0]!.id, 'clean')
    expect(original.ok && Buffer.from(original.bytes).includes(MARK)).toBe(true)
    expect(clean.ok && [clean.isClean, Buffer.from(clean.bytes).includes(MARK)]).toEqual([true, false])
    expect(await auditOf(number)).toEqual([
      'licheng/licheng-1 tip.open',
      'custodian/custodian-1 tip.identity',
    ])
    expect(await auditOf(withPhoto.number)).toEqual([
      'licheng/licheng-1 tip.evidence-original',
      'licheng/licheng-1 tip.evidence-clean',
    ])

    // Without a trail nothing opens.
    await database.db.schema.alterTable('audit').renameTo('audit_away').execute()
    try {
      await expect(licheng.open(number)).rejects.toThrow()
      await expect(licheng.evidence(withPhoto.number, evidence[0]!.id, 'clean')).rejects.toThrow()
      await expect((await stage.desk('custodian')).identity(number, '核实')).rejects.toThrow()
    } finally {
      await database.db.schema.alterTable('audit_away').renameTo('audit').execute()
    }
  })

  describe('who the reporter is', () => {
    it('only a custodian learns, with a reason, which the handlers can read', async () => {
      const { number } = await stage.submit({ level: 'confidential', contact: CONTACT })
      const custodian = await stage.desk('custodian')
      expect(await whyNot(licheng.identity(number, '想知道'))).toBe('not-yours')
      expect(await whyNot(custodian.identity(number, ' '))).toBe('no-words')
      expect(await custodian.identity(number, '核实奖励')).toEqual({ ok: true, contact: CONTACT })
      expect((await opened(number)).events.at(-1)).toMatchObject({
        actor: 'custodian/custodian-1',
        action: 'identity',
        note: '核实奖励',
      })
    })
  })

  describe('a referral', () => {
    it('to the market regulator goes out at once, and its receipt comes back', async () => {
      const { number, code } = await stage.submit()
      const tip = await done(licheng.refer(await investigating(number), 'market-regulator', '示例市场监管局'))
      expect(tip.state).toBe('handling')
      expect((await looked(code)).referredTo).toEqual(['market-regulator'])
      const [referral] = (await opened(number)).referrals
      expect(referral).toMatchObject({
        kind: 'market-regulator',
        target: '示例市场监管局',
        state: 'referred',
      })
      const after = await done(licheng.receipt(tip, referral!.id, '回执第1号'))
      expect(await whyNot(licheng.receipt(after, referral!.id, '又一次'))).toBe('nothing')
      expect((await opened(number)).referrals).toMatchObject([{ state: 'received', receiptOn: '2022-03-10' }])
    })

    it('to the police waits until somebody else approves', async () => {
      const { number, code } = await stage.submit()
      const proposed = await done(licheng.refer(await investigating(number), 'police', '示例公安分局'))
      expect(proposed.state).toBe('investigating')
      expect((await looked(code)).referredTo).toEqual([])
      const [referral] = (await opened(number)).referrals
      expect(await whyNot(licheng.approve(proposed, referral!.id))).toBe('not-yours')
      const city = await stage.desk('putian')
      const tip = await done(city.approve(proposed, referral!.id))
      expect(tip.state).toBe('handling')
      expect((await looked(code)).referredTo).toEqual(['police'])
      expect(await whyNot(city.approve(tip, referral!.id))).toBe('nothing')
    })

    it('is proposed to the registration place of the unit', async () => {
      const place = async (shown: string) =>
        (await opened((await stage.submit({ rows: [row('who', shown)] })).number)).registeredAt
      const first = '91350304MA0000001'
      const code = { code: '350304', district: '荔城区' }
      expect(await place(`代码 ${first}${creditCodeCheck(first)}`)).toEqual(code)
      expect(await place('不知道代码')).toBeNull()
    })
  })

  describe('merged tips', () => {
    it('stand as the surviving one, and its answer reaches every reporter', async () => {
      const [first, second, third] = [await stage.submit(), await stage.submit(), await stage.submit()]
      await done(licheng.merge(await at(third.number), second.number))
      await done(licheng.merge(await at(second.number), first.number))
      expect(await whyNot(licheng.merge(await at(first.number), third.number))).toBe('not-now')
      expect(await whyNot(licheng.accept(await at(second.number)))).toBe('merged')
      const tip = await done(licheng.answer(await investigating(first.number), '已查实'))
      await done(licheng.close(tip))
      for (const { number, code } of [first, second, third])
        expect(await looked(code)).toMatchObject({ number, state: 'closed', messages: [{ text: '已查实' }] })
    })

    it('keep to the retention of the surviving one', async () => {
      const contact = { level: 'named', contact: CONTACT } as const
      const [first, second] = [await stage.submit(contact), await stage.submit(contact)]
      await done(licheng.refuse(await at(first.number), 'same-matter', ''))
      await done(licheng.merge(await at(second.number), first.number))
      const rows = await database.db
        .selectFrom('tip_contacts')
        .select('destroy_on')
        .where('tip', 'in', [first.number, second.number])
        .execute()
      expect(rows.map(({ destroy_on }) => destroy_on)).toEqual(['2022-11-05', '2022-11-05'])
    })
  })

  describe('a tip that belongs elsewhere', () => {
    it('goes to another bureau, which can open it, and the one before no more', async () => {
      const { number } = await stage.submit()
      const before = await database.db
        .selectFrom('tips')
        .select('tip_key')
        .where('number', '=', number)
        .executeTakeFirstOrThrow()
      await done(licheng.reroute(await at(number), 'xiuyu', '单位在秀屿'))
      expect(await whyNot(licheng.open(number))).toBe('unknown')
      expect((await opened(number, await stage.desk('xiuyu'))).events.at(-1)).toMatchObject({
        note: '单位在秀屿',
      })
      await database.db.updateTable('tips').set({ bureau: 'licheng' }).where('number', '=', number).execute()
      expect(await whyNot(licheng.open(number))).toBe('no-key')
      await database.db.updateTable('tips').set(before).where('number', '=', number).execute()
      expect(await whyNot(licheng.open(number))).toBe('done')
    })

    it('goes to the custodian alone, or nowhere where there is nobody', async () => {
      const { number } = await stage.submit()
      expect(await whyNot(licheng.reroute(await at(number), 'no such bureau', '错了'))).toBe('nothing')
      await done(licheng.reroute(await at(number), 'custodian', '涉及本局人员'))
      expect(await whyNot((await stage.desk('putian')).open(number))).toBe('unknown')
      expect(await whyNot((await stage.desk('custodian')).open(number))).toBe('done')
    })
  })

  it('proves a filing by its receipt, and nothing else', async () => {
    const { number, proof } = await stage.submit()
    expect(await licheng.proves(number, proof.toUpperCase())).toBe(true)
    expect(
      await licheng.proves(
        number,
        proof.replace(/.$/, each => (each === '0' ? '1' : '0')),
      ),
    ).toBe(false)
    expect(await licheng.proves(number, '十六个字十六个字十六个字十六个字')).toBe(false)
    expect(await licheng.proves('JB20220310-AAAAAAAA', proof)).toBe(false)
  })
})
