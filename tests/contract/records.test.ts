import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeliveryStore } from '../../src/self-check/delivery-store.ts'
import type { Problem } from '../../src/self-check/findings.ts'
import { createPhotoKeeper } from '../../src/self-check/photo-keeper.ts'
import { createSelfCheckStore } from '../../src/self-check/self-check-store.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { createShelf } from '../../src/storage/shelf.ts'
import { createDraftStore } from '../../src/units/draft-store.ts'
import { createMemberStore } from '../../src/units/member-store.ts'
import type { Unit } from '../../src/units/unit.ts'
import { createUnitStore, type Joining } from '../../src/units/unit-store.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { seededRandom } from '../support/world.ts'

const AT = Date.parse('2022-03-10T09:30:00+08:00')
const seal = createSeal(Buffer.alloc(32, 7), seededRandom('records'))

describe.each(TEST_DATABASES)('records on %s', kind => {
  let database: Database
  let count = 0
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  afterAll(() => database.close())

  const next = (what: string) => `${what}-${++count}`
  const unitOf = (creditCode: string): Unit => ({
    id: next('unit'),
    subject: 'training-institution',
    name: '示例安全培训学校',
    creditCode,
    district: 'licheng',
    industry: null,
    highRisk: null,
    specialOps: true,
    level: 'city',
    bureau: 'city',
  })
  const joining = (unitId: string, person = next('person')): Joining => ({
    id: next('member'),
    unitId,
    person,
    ref: { channel: 'wechat', account: 'gh_test', id: 'openid-of-someone' },
    contact: { name: '示例联系人', phone: '13800000000' },
    consent: 'script',
    at: AT,
  })

  async function founded() {
    const unit = unitOf(next('code'))
    const lead = joining(unit.id)
    expect(await createUnitStore(database, seal).found(unit, lead)).toBe(true)
    return { unit, lead }
  }

  async function begun() {
    const { unit, lead } = await founded()
    const store = createSelfCheckStore(database)
    const beginning = {
      id: next('check'),
      campaign: 'c',
      unitId: unit.id,
      subject: unit.subject,
      script: 's1',
      memberId: lead.id,
      at: AT,
    }
    const selfCheck = await store.open(beginning)
    const writer = (message = next('message')) => ({ person: lead.person, message, at: AT })
    return { unit, lead, store, selfCheck, writer, beginning }
  }

  describe('units', () => {
    it('are founded once per credit code, and the second founder leaves nothing behind', async () => {
      const units = createUnitStore(database, seal)
      const { unit, lead } = await founded()
      const second = joining('other')
      expect(await units.found({ ...unitOf(unit.creditCode), id: 'other' }, second)).toBe(false)
      expect(await units.membershipOf(second.person)).toBeNull()
      expect(await units.membershipOf(lead.person)).toMatchObject({ unit, member: { role: 'lead' } })
      expect(await units.contactOf(lead.id)).toEqual(lead.contact)
    })

    it('are joined with an invite that is right, fresh and unused', async () => {
      const units = createUnitStore(database, seal)
      const { unit, lead } = await founded()
      const { unit: another } = await founded()
      const key = { invite: next('invite'), binding: next('binding') }
      await units.invite(key.invite, { id: lead.id, unitId: unit.id }, AT, AT + 1_000)
      expect(await units.openedBy(key, AT + 999)).toEqual(unit)
      expect(await units.openedBy(key, AT + 1_000)).toBeNull()
      expect(await units.join(key, joining(another.id))).toBeNull()
      expect(await units.join({ ...key, invite: 'wrong' }, joining(unit.id))).toBeNull()
      expect(await units.join(key, joining(unit.id))).toBe('clerk')
      expect(await units.join(key, joining(unit.id))).toBeNull()
    })

    it('forget who leaves, and keep what the member did', async () => {
      const units = createUnitStore(database, seal)
      const { lead } = await founded()
      const left = await createMemberStore(database, seal).leave(lead.person, {
        message: next('message'),
        at: AT,
      })
      expect(left).toBeNull()
      expect(await units.membershipOf(lead.person)).toBeNull()
      const row = await database.db
        .selectFrom('members')
        .selectAll()
        .where('id', '=', lead.id)
        .executeTakeFirstOrThrow()
      expect(row).toMatchObject({ identity: null, contact: null, phone_hash: null, left_at: AT })
    })
  })

  describe('a self-check', () => {
    it('is begun once per unit and campaign', async () => {
      const { store, selfCheck, beginning } = await begun()
      expect(await store.open({ ...beginning, id: 'another' })).toEqual(selfCheck)
    })

    it('records an answer only over what its writer has seen', async () => {
      const { store, selfCheck, writer } = await begun()
      const put = (value: string, before: string | undefined, message?: string) =>
        store.putAnswer(selfCheck.id, { path: 'T1.result', value, before }, writer(message))
      expect(await put('none', undefined, 'm1')).toBe('recorded')
      expect(await put('none', undefined, 'm1')).toBe('recorded')
      expect(await put('present', undefined)).toBe('changed')
      expect(await put('present', 'none')).toBe('recorded')
      expect(await put('partial', 'none')).toBe('changed')
      expect(await store.answers(selfCheck.id)).toEqual({ 'T1.result': 'present' })
    })

    it('is closed to whoever is no member', async () => {
      const { store, selfCheck } = await begun()
      const stranger = { person: 'stranger', message: next('message'), at: AT }
      expect(await store.putAnswer(selfCheck.id, { path: 'T1.result', value: 'none' }, stranger)).toBe(
        'not-member',
      )
      expect(await store.answers(selfCheck.id)).toEqual({})
    })

    it('puts its answers aside whole, once, and keeps them', async () => {
      const { store, selfCheck, writer } = await begun()
      await store.putAnswer(selfCheck.id, { path: 'T1.result', value: 'none' }, writer())
      const restart = writer()
      await store.discard(selfCheck.id, restart)
      expect(await store.answers(selfCheck.id)).toEqual({})
      await store.putAnswer(selfCheck.id, { path: 'T1.result', value: 'present' }, writer())
      await store.discard(selfCheck.id, restart)
      expect(await store.answers(selfCheck.id)).toEqual({ 'T1.result': 'present' })
      const kept = await database.db
        .selectFrom('discarded_answers')
        .select('answers')
        .where('self_check_id', '=', selfCheck.id)
        .execute()
      expect(kept).toEqual([{ answers: '{"T1.result":"none"}' }])
    })
  })

  describe('a filing', () => {
    const problem = (path: string, state: Problem['state'] = 'open'): Problem => ({
      path,
      item: 'T1',
      title: '基本条件',
      checks: ['a'],
      what: '问题',
      measure: '措施',
      owner: '责任人',
      due: '2022-03-18',
      photos: [],
      state,
      proof: [],
    })

    async function filed(problems: Problem[]) {
      const all = await begun()
      const file = (found: Problem[], message = next('message')) =>
        all.store.file(
          {
            receipt: next('ZC'),
            selfCheckId: all.selfCheck.id,
            unit: all.unit,
            memberId: all.lead.id,
            script: 's1',
            snapshot: '{"findings":[]}',
            sha256: `hash of ${JSON.stringify(found)}`,
            ledger: null,
            problems: found,
          },
          all.writer(message),
        )
      return { ...all, file, first: await file(problems, `first-of-${all.selfCheck.id}`) }
    }

    it('is made once per message, and versions count up', async () => {
      const { file, first, selfCheck, store } = await filed([problem('T1.1')])
      expect(first.version).toBe(1)
      expect(await file([], `first-of-${selfCheck.id}`)).toEqual(first)
      expect(await file([problem('T1.1')])).toEqual(first)
      const second = await file([problem('T1.1', 'working')])
      expect(second.version).toBe(2)
      expect(await store.lastFiling(selfCheck.id)).toEqual(second)
    })

    it('opens problems, withdraws those that are gone, and closes those put right', async () => {
      const { unit, file, store } = await filed([problem('T1.1'), problem('T1.2'), problem('T2.1')])
      const open = async () => (await store.openProblems('c', unit.id)).map(({ path }) => path)
      expect(await open()).toEqual(['T1.1', 'T1.2', 'T2.1'])
      await file([problem('T1.1', 'done'), problem('T2.1')])
      expect(await open()).toEqual(['T2.1'])
      await file([])
      expect(await open()).toEqual([])
    })

    it('is followed by rectification, which the standing answers follow', async () => {
      const { unit, store, selfCheck, writer } = await filed([problem('T1.1'), problem('T1.2')])
      for (const path of ['T1.1.rectified', 'T1.2.rectified'])
        await store.putAnswer(selfCheck.id, { path, value: 'open' }, writer())
      const [one, two] = await store.openProblems('c', unit.id)
      await store.keepEntered(one?.id ?? '', { state: 'done' })
      expect((await store.openProblems('c', unit.id))[0]?.entered).toEqual({ state: 'done' })
      await store.rectify(
        selfCheck.id,
        [
          {
            problemId: one?.id ?? '',
            path: 'T1.1',
            state: 'done',
            proof: ['p'],
            doneOn: '2022-03-11',
            how: '已改',
          },
          { problemId: two?.id ?? '', path: 'T1.2', state: 'working', due: '2022-04-01' },
        ],
        writer(),
      )
      expect((await store.openProblems('c', unit.id)).map(({ path }) => path)).toEqual(['T1.2'])
      expect(await store.answers(selfCheck.id)).toEqual({
        'T1.1.rectified': 'done',
        'T1.1.proof': ['p'],
        'T1.2.rectified': 'working',
        'T1.2.due': '2022-04-01',
      })
    })

    it('is delivered once it was brought to the bureau, not when it was only photographed', async () => {
      const { unit, lead, first } = await filed([])
      const deliveries = createDeliveryStore(database)
      const delivery = {
        unitId: unit.id,
        receipt: first.receipt,
        photos: ['p'],
        deliveredOn: null,
        memberId: lead.id,
      }
      await deliveries.record(delivery, next('message'), AT)
      expect(await deliveries.versionBrought('c', unit.id)).toBeNull()
      const message = next('message')
      await deliveries.record({ ...delivery, deliveredOn: '2022-03-17' }, message, AT)
      await deliveries.record({ ...delivery, deliveredOn: '2022-03-17' }, message, AT)
      expect(await deliveries.versionBrought('c', unit.id)).toBe(1)
      const { photos } = delivery
      expect(await deliveries.ofFiling(delivery.receipt)).toEqual([
        { photos, deliveredOn: null },
        { photos, deliveredOn: '2022-03-17' },
      ])
    })

    it('counts in its own campaign alone', async () => {
      const { unit, lead, first, store } = await filed([problem('T1.1')])
      const delivery = {
        unitId: unit.id,
        receipt: first.receipt,
        photos: [],
        deliveredOn: '2022-03-17',
        memberId: lead.id,
      }
      await createDeliveryStore(database).record(delivery, next('message'), AT)
      expect(await createDeliveryStore(database).versionBrought('next', unit.id)).toBeNull()
      expect(await store.openProblems('next', unit.id)).toEqual([])
    })
  })

  it('keeps drafts sealed, by person and dialog', async () => {
    const drafts = createDraftStore(database, seal)
    await drafts.keep('p', 'register', { 'contact-phone': '13800000000' }, AT)
    await drafts.keep('p', 'deliver', { delivered: 'no' }, AT)
    expect(await drafts.find('p', 'register')).toEqual({ 'contact-phone': '13800000000' })
    const rows = await database.db.selectFrom('drafts').select('answers').execute()
    expect(rows.some(({ answers }) => Buffer.from(answers).includes('13800000000'))).toBe(false)
    await drafts.drop('p', 'register')
    expect([await drafts.find('p', 'register'), await drafts.find('p', 'deliver')]).toEqual([
      null,
      { delivered: 'no' },
    ])
    await drafts.drop('p')
    expect(await drafts.find('p', 'deliver')).toBeNull()
  })

  it('keeps a photo once per message, byte for byte', async () => {
    let fetched = 0
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2])
    const keeper = createPhotoKeeper(
      database,
      async () => {
        fetched += 1
        return { bytes, mediaType: 'image/jpeg' }
      },
      seededRandom('photos'),
    )
    const moment = {
      person: 'p',
      ref: { channel: 'play' as const, account: 'a', id: 'i' },
      message: next('message'),
      now: AT,
      today: '2022-03-10',
    }
    const first = await keeper.keep({ url: 'x', mediaId: 'm' }, 'owner', moment)
    expect(await keeper.keep({ url: 'x', mediaId: 'm' }, 'owner', moment)).toEqual(first)
    expect(fetched).toBe(1)
    const row = await database.db
      .selectFrom('photos')
      .select('bytes')
      .where('id', '=', first.id)
      .executeTakeFirstOrThrow()
    expect(Buffer.from(row.bytes)).toEqual(bytes)
  })

  it('finds every script it ever had by its hash', async () => {
    const before = await createShelf(database, content.scripts, AT)
    const old = before.current('register')
    const edited = { ...old, dialog: { ...old.dialog, title: '改过的登记' }, hash: 'edited' }
    const after = await createShelf(database, new Map([['register', edited]]), AT)
    expect(await after.byHash(old.hash)).toEqual(old)
    expect(await after.byHash('never seen')).toBeNull()
  })
})
