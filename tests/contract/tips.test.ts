import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import type { Database } from '../../src/storage/database.ts'
import { newIdentity, recipientOf } from '../../src/tips/age-identity.ts'
import { createDraftEvidence } from '../../src/tips/draft-evidence.ts'
import { createEvidenceHandOver } from '../../src/tips/hand-over-evidence.ts'
import { createPieces } from '../../src/tips/pieces.ts'
import type { DraftEvidence, NewTip, TipStanding } from '../../src/tips/tip.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { createTipStage, newTip, row, type TipStage } from '../support/tips.ts'

const PERSON = 'a person key'
const LINK = { channel: 'wechat', account: 'gh_test', id: 'openid-of-someone' } as const
const CONTACT = { name: '示例举报人', phone: '13800000000' }
const DAY = 86_400_000

describe.each(TEST_DATABASES)('tips on %s', kind => {
  let database: Database
  let stage: TipStage
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  beforeEach(async () => {
    stage = await createTipStage(database)
  })
  afterAll(() => database.close())

  const countOf = async (number: string, table: 'tip_evidence' | 'tip_messages' | 'tip_events') =>
    (await database.db.selectFrom(table).select('tip').where('tip', '=', number).execute()).length

  async function look(code: string, person = PERSON): Promise<TipStanding> {
    const seen = await stage.reporters.look(code, person)
    if (seen.outcome !== 'found') throw new Error(seen.outcome)
    return seen.tip
  }

  async function keep(text: string) {
    const key = systemRandom.bytes(32)
    const file = { kind: 'photo', mediaType: 'image/png', bytes: Buffer.from(text) } as const
    const { id } = await stage.tips.evidence.keep(file, key, stage.world.wall.now())
    return { id, key }
  }

  const isDraft = async (id: string) =>
    (await database.db.selectFrom('tip_draft_evidence').select('id').where('id', '=', id).execute())
      .length === 1

  const piecesOf = async (file: string) => {
    const found = database.db.selectFrom('tip_pieces').select('bytes').where('file', '=', file).orderBy('n')
    return (await found.execute()).map(({ bytes }) => bytes)
  }

  /** Counts, at each draft that is read, the files written since. */
  async function spiedDrafts() {
    const drafts = createDraftEvidence({ database, random: systemRandom, days: 7, most: 1_000 })
    const count = async () => (await database.db.selectFrom('tip_pieces').select('file').execute()).length
    const before = await count()
    const written: number[] = []
    return {
      written,
      drafts: {
        ...drafts,
        read: async (draft: DraftEvidence) => {
          written.push((await count()) - before)
          return drafts.read(draft)
        },
      },
    }
  }

  describe('a submission', () => {
    it('gives a receipt that opens its tip', async () => {
      const receipt = await stage.submit()
      expect(receipt).toMatchObject({
        number: expect.stringMatching(/^JB20220310-[0-9A-Z]{8}$/),
        code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
        proof: expect.stringMatching(/^[0-9a-f]{16}$/),
      })
      expect(await look(receipt.code)).toEqual({
        number: receipt.number,
        level: 'code-only',
        state: 'registered',
        since: '2022-03-10',
        dueOn: '2022-03-25',
        referredTo: [],
        hasContact: false,
        messages: [],
      })
    })

    it('made again gives the same receipt and writes nothing twice, also days later', async () => {
      const evidence = [await keep('photo')]
      const tip = newTip({ evidence })
      const receipt = await stage.submit(tip)
      expect(await stage.submit({ ...tip, today: '2022-03-12' })).toEqual(receipt)
      expect(await countOf(receipt.number, 'tip_evidence')).toBe(1)
      expect(await countOf(receipt.number, 'tip_events')).toBe(1)
      expect(await isDraft(evidence[0]!.id)).toBe(false)
    })

    it('is found again by its draft, at the level that stands, and no other is', async () => {
      const tip = newTip({ level: 'named', contact: CONTACT, link: LINK })
      expect(await stage.tips.intake.filed(tip.secret)).toBeNull()
      const receipt = await stage.submit(tip)
      expect(await stage.tips.intake.filed(tip.secret)).toEqual({ ...receipt, level: 'named' })
      await stage.submit({ ...tip, level: 'code-only', contact: null, link: null })
      expect(await stage.tips.intake.filed(tip.secret)).toEqual({ ...receipt, level: 'code-only' })
    })

    it('made by two at the same moment is one tip', async () => {
      const tip = newTip()
      const [a, b] = await Promise.all([stage.submit(tip), stage.submit(tip)])
      expect(a).toEqual(b)
    })

    it('made again with other words and another choice loses nothing and keeps to what was chosen last', async () => {
      const first = newTip({ level: 'named', contact: CONTACT, link: LINK })
      const receipt = await stage.submit(first)
      const later: NewTip = {
        ...first,
        level: 'code-only',
        contact: null,
        link: null,
        rows: [row('what', '改过的话')],
      }
      expect(await stage.submit({ ...later, evidence: [await keep('later')] })).toEqual(receipt)
      const tip = await (await stage.desk('licheng')).open(receipt.number)
      expect(tip).toMatchObject({
        ok: true,
        level: 'code-only',
        hasContact: false,
        content: { rows: [{ shown: '压缩学时' }] },
        messages: [{ from: 'reporter', text: 'what：改过的话', evidence: [{ kind: 'photo', size: 5 }] }],
      })
      expect(await stage.submit({ ...later })).toEqual(receipt)
      expect((await look(receipt.code)).hasContact).toBe(false)
    })

    it('takes the next number where one is taken', async () => {
      const tip = newTip()
      const { number } = await stage.submit(tip)
      await database.db
        .updateTable('tips')
        .set({ lookup: `other ${number}` })
        .where('number', '=', number)
        .execute()
      const second = await stage.submit(tip)
      expect(second.number).not.toBe(number)
      expect((await look(second.code)).number).toBe(second.number)
    })

    it('with its own code in it is refused, and nothing is written', async () => {
      const tip = newTip()
      const { code } = await stage.submit(tip)
      const secret = newTip().secret
      const own = (await stage.submit({ secret })).code
      await expect(
        stage.submit({ secret, rows: [row('what', `查询码${own.toLowerCase()}`)] }),
      ).rejects.toMatchObject({
        code: 'own-code',
      })
      await expect(stage.submit({ rows: [row('what', code)] })).resolves.toBeDefined()
    })

    it.each<[string, Partial<NewTip>]>([
      ['only a code and yet a link', { link: LINK }],
      ['only a code and yet a name', { contact: CONTACT }],
      ['a link alone and yet a name', { level: 'notifiable', link: LINK, contact: CONTACT }],
      ['a link alone and none', { level: 'notifiable' }],
      ['a name and none', { level: 'named', link: LINK }],
    ])('that promises %s is refused', async (_, tip) => {
      await expect(stage.submit(tip)).rejects.toMatchObject({ code: 'internal' })
    })
  })

  describe('evidence of a draft', () => {
    it('opens only with the key of its session, and becomes evidence of the tip', async () => {
      const evidence = [await keep('photo of a door'), await keep('another')]
      const { bytes } = await database.db
        .selectFrom('tip_pieces')
        .select('bytes')
        .where('file', '=', evidence[0]!.id)
        .executeTakeFirstOrThrow()
      expect(Buffer.from(bytes).includes('door')).toBe(false)
      const { number } = await stage.submit({ evidence })
      const desk = await stage.desk('licheng')
      const opened = await desk.evidence(number, evidence[0]!.id, 'original')
      expect(opened.ok && Buffer.from(opened.bytes).toString()).toBe('photo of a door')
    })

    it('is carried to the tip one file at a time, each written before the next is read', async () => {
      const evidence = [await keep('a'), await keep('b'), await keep('c')]
      const { drafts, written } = await spiedDrafts()
      const handOver = createEvidenceHandOver({ database, drafts, random: systemRandom })
      const recipient = await recipientOf(newIdentity(systemRandom))
      const { rows } = await handOver.seal(evidence, recipient, '2022-03-10')
      expect(written).toEqual([0, 1, 2])
      for (const { file } of rows) await createPieces(database.db).drop(file)
    })

    it('is written in pieces, however large, and in no transaction with anything else', async () => {
      const bytes = Buffer.alloc(2_500_000, 'large ')
      const draft = await keep(bytes.toString())
      expect((await piecesOf(draft.id)).map(({ length }) => length)).toEqual([
        1_048_576,
        1_048_576,
        expect.any(Number),
      ])
      const { number } = await stage.submit({ evidence: [draft] })
      expect(await piecesOf(draft.id)).toEqual([])
      const opened = await (await stage.desk('licheng')).evidence(number, draft.id, 'original')
      expect(opened.ok && bytes.equals(opened.bytes)).toBe(true)
    })

    it('is a tip’s once, though a crash came before the draft let go of it and it is submitted with other words', async () => {
      const draft = await keep('photo')
      const { db } = database
      const rows = await db.selectFrom('tip_pieces').selectAll().where('file', '=', draft.id).execute()
      const tip = newTip({ evidence: [draft] })
      const { number } = await stage.submit(tip)
      await db.insertInto('tip_draft_evidence').values({ id: draft.id, expires_on: '2022-03-17' }).execute()
      await db.insertInto('tip_pieces').values(rows).execute()
      expect((await stage.submit({ ...tip, rows: [row('what', '改过的话')] })).number).toBe(number)
      expect(await countOf(number, 'tip_evidence')).toBe(1)
      expect([await isDraft(draft.id), await piecesOf(draft.id)]).toEqual([false, []])
    })

    it('that a crash left on the way to a tip is swept a day later; what a draft or a tip has stays', async () => {
      const [filed, draft] = [await keep('filed'), await keep('draft')]
      const { number } = await stage.submit({ evidence: [filed] })
      await createPieces(database.db).write('stray', Buffer.from('sealed'), '2022-03-10')
      const { wall } = stage.world
      wall.advance(DAY)
      await stage.tips.evidence.sweep(wall.now())
      expect(await piecesOf('stray')).toHaveLength(1)
      wall.advance(DAY)
      await stage.tips.evidence.sweep(wall.now())
      expect(await piecesOf('stray')).toEqual([])
      expect(await stage.tips.evidence.left([draft.id])).toBeLessThan(await stage.tips.evidence.left([]))
      expect((await (await stage.desk('licheng')).evidence(number, filed.id, 'original')).ok).toBe(true)
    })

    it('has room for so many megabytes in all', async () => {
      const most = content.tipSettings.limits['evidence-in-all'] * 1_048_576
      const { left } = stage.tips.evidence
      const draft = await keep('a'.repeat(1_000_000))
      expect(await left([])).toBe(most)
      expect(most - (await left([draft.id]))).toBeGreaterThan(1_000_000)
      expect(most - (await left([draft.id, (await keep('b')).id]))).toBeLessThan(1_010_000)
    })

    it('is dropped, or swept when its days are over; a tip without it is filed all the same', async () => {
      const [dropped, old, fresh] = [await keep('a'), await keep('b'), await keep('c')]
      await stage.tips.evidence.drop([dropped.id])
      await stage.tips.evidence.drop([])
      await database.db
        .updateTable('tip_draft_evidence')
        .set({ expires_on: '2022-03-10' })
        .where('id', '=', old.id)
        .execute()
      expect(await stage.tips.evidence.sweep(stage.world.wall.now())).toBe(1)
      expect([await isDraft(dropped.id), await isDraft(old.id), await isDraft(fresh.id)]).toEqual([
        false,
        false,
        true,
      ])
      const { number } = await stage.submit({ evidence: [old, fresh] })
      expect(await countOf(number, 'tip_evidence')).toBe(1)
    })
  })

  describe('a reporter', () => {
    it('adds words and evidence once, and cannot read them back', async () => {
      const receipt = await stage.submit()
      const evidence = [await keep('more')]
      const add = () => stage.reporters.supplement(receipt.code, PERSON, '第3期也是这样', evidence, 'once-1')
      expect(await add()).toEqual({ outcome: 'kept' })
      expect(await add()).toEqual({ outcome: 'kept' })
      expect((await look(receipt.code)).messages).toEqual([
        { from: 'reporter', on: '2022-03-10', text: '', isQuestion: false },
      ])
      const tip = await (await stage.desk('licheng')).open(receipt.number)
      expect(tip).toMatchObject({ messages: [{ text: '第3期也是这样', evidence: [{ size: 4 }] }] })
    })

    it('is told where the words give the code away, and nothing is kept', async () => {
      const { code, number } = await stage.submit()
      const added = await stage.reporters.supplement(code, PERSON, `我的码 ${code}`, [], 'once')
      expect(added).toEqual({ outcome: 'own-code' })
      expect(await countOf(number, 'tip_messages')).toBe(0)
    })

    it('withdraws name, phone and link; then even the custodian finds nothing', async () => {
      const { code, number } = await stage.submit({ level: 'named', contact: CONTACT, link: LINK })
      expect((await look(code)).hasContact).toBe(true)
      expect(await stage.reporters.withdrawContact(code, PERSON)).toEqual({ outcome: 'withdrawn' })
      expect(await stage.reporters.withdrawContact(code, PERSON)).toEqual({ outcome: 'nothing' })
      expect((await look(code)).hasContact).toBe(false)
      const opened = await (await stage.desk('custodian')).identity(number, '核实奖励')
      expect(opened).toEqual({ ok: false, why: 'nothing' })
    })

    it('has five wrong tries an hour, and then not even the right code tells that it is right', async () => {
      const { code } = await stage.submit()
      const outcomes: string[] = []
      for (let tries = 0; tries < 6; tries++)
        outcomes.push((await stage.reporters.look('AAAA-AAAA-AAAA', PERSON)).outcome)
      expect(outcomes).toEqual([...Array(5).fill('wrong'), 'too-many'])
      expect(await stage.reporters.look(code, PERSON)).toEqual({ outcome: 'too-many' })
      expect(await stage.reporters.supplement(code, PERSON, '话', [], 'x')).toEqual({ outcome: 'too-many' })
      expect(await stage.reporters.withdrawContact(code, PERSON)).toEqual({ outcome: 'too-many' })
      expect((await stage.reporters.look(code, 'somebody else')).outcome).toBe('found')
      stage.world.wall.advance(3_600_000)
      expect((await stage.reporters.look(code, PERSON)).outcome).toBe('found')
    })

    it('counts wrong tries under a key that any wrong code counts under', async () => {
      await stage.reporters.look('wrong', 'first')
      await stage.reporters.look('wrong', 'second')
      const keys = stage.limits.keys()
      expect(keys).toHaveLength(2)
      for (const key of keys) expect(key).toMatch(/^wrong-codes:[0-9a-f]{32}$/)
    })
  })

  describe('the outbox', () => {
    const told = async () => {
      const all: string[] = []
      for await (const { id, kind, ref } of stage.tips.outbox!.due()) {
        all.push(`${kind} ${ref.id}`)
        await stage.tips.outbox!.told(id)
      }
      return all
    }

    it('tells who left a link, once until told, and nobody else', async () => {
      const linked = await stage.submit({ level: 'notifiable', link: LINK })
      const named = await stage.submit({
        level: 'named',
        contact: CONTACT,
        link: { ...LINK, id: 'openid-of-another' },
      })
      const unlinked = await stage.submit()
      const desk = await stage.desk('licheng')
      for (const { number } of [linked, named, unlinked]) {
        const accepted = await desk.accept((await desk.find(number))!)
        if (!accepted.ok) throw new Error(accepted.why)
        const asked = await desk.ask(accepted.tip, '哪一天？')
        if (asked.ok) await desk.investigate(asked.tip)
      }
      expect((await told()).sort()).toEqual([
        'question openid-of-another',
        'question openid-of-someone',
        'state openid-of-another',
        'state openid-of-someone',
      ])
      expect(await told()).toEqual([])
    })

    it('forgets what it had to tell when the link is withdrawn', async () => {
      const { code, number } = await stage.submit({ level: 'notifiable', link: LINK })
      const desk = await stage.desk('licheng')
      await desk.accept((await desk.find(number))!)
      await stage.reporters.withdrawContact(code, PERSON)
      expect(await told()).toEqual([])
    })
  })

  describe('the retention', () => {
    async function closed() {
      const receipt = await stage.submit({ level: 'named', contact: CONTACT, link: LINK })
      const desk = await stage.desk('licheng')
      const refused = await desk.refuse((await desk.find(receipt.number))!, 'facts-unclear', '')
      expect(refused.ok).toBe(true)
      return receipt
    }
    const inDays = async (days: number) => {
      stage.world.wall.advance(days * DAY)
      await stage.tips.upkeep()
    }
    const left = async (number: string) => {
      const linked = await database.db
        .selectFrom('tip_links')
        .select('key')
        .where('tip', '=', number)
        .execute()
      const contact = await (await stage.desk('custodian')).identity(number, '核实')
      return [linked.some(({ key }) => key), contact.ok]
    }

    it('destroys the link 30 days, the contact 240 days after the case is over, and notes it', async () => {
      const { number } = await closed()
      await inDays(29)
      expect(await left(number)).toEqual([true, true])
      await inDays(1)
      expect(await left(number)).toEqual([false, true])
      await inDays(210)
      expect(await left(number)).toEqual([false, false])
      const { events } = (await (await stage.desk('licheng')).open(number)) as {
        events: { action: string }[]
      }
      expect(events.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['destroy-link', 'destroy-contact']),
      )
      const audit = await database.db
        .selectFrom('audit')
        .select(['actor', 'action'])
        .where('target', '=', number)
        .where('actor', '=', 'retention')
        .execute()
      expect(audit.map(({ action }) => action).sort()).toEqual(['tip.destroy-contact', 'tip.destroy-link'])
    })

    it('keeps both while the case is open, but not for ever', async () => {
      const { number } = await stage.submit({ level: 'named', contact: CONTACT, link: LINK })
      await inDays(499)
      expect(await left(number)).toEqual([true, true])
      await inDays(1)
      expect(await left(number)).toEqual([false, false])
    })

    it('begins anew when the case is opened again', async () => {
      const { number } = await closed()
      stage.world.wall.advance(20 * DAY)
      const desk = await stage.desk('licheng')
      expect((await desk.reopen((await desk.find(number))!, '有新的证据')).ok).toBe(true)
      await inDays(20)
      expect(await left(number)).toEqual([true, true])
    })
  })
})
