import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCertificateStore } from '../../src/certificates/certificate-store.ts'
import { ledgerRows } from '../../src/certificates/ledger-rows.ts'
import { createDutyRecords } from '../../src/duties/duty-records.ts'
import { standingDuties } from '../../src/reminders/standing-duties.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { createShelf } from '../../src/storage/shelf.ts'
import type { Unit } from '../../src/units/unit.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { seededRandom } from '../support/world.ts'
import { managerWith, verificationWith } from '../unit/certificates/verification.ts'

const AT = Date.parse('2022-03-10T09:30:00+08:00')
const random = seededRandom('certificates')
const seal = createSeal(Buffer.alloc(32, 7), random)

describe.each(TEST_DATABASES)('the ledger of certificates on %s', kind => {
  let database: Database
  let count = 0
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  afterAll(() => database.close())

  const next = (what: string) => `${what}-${++count}`
  const store = () => createCertificateStore(database, seal, random)

  /** A unit with one member, and whoever records for it. */
  async function founded() {
    const unitId = next('unit')
    const memberId = next('member')
    const unit = {
      id: unitId,
      subject: 'enterprise',
      name: '示例化工厂',
      creditCode: next('code'),
      district: 'licheng',
      industry: 'hazchem-production',
      highRisk: true,
      specialOps: null,
      level: 'county',
      bureau: 'licheng',
    } as const
    await createUnitStore(database, seal).found(unit, {
      id: memberId,
      unitId,
      person: next('person'),
      ref: { channel: 'wechat', account: 'gh_test', id: 'openid-of-someone' },
      contact: { name: '示例联系人', phone: '13800000000' },
      consent: 'script',
      at: AT,
    })
    return { unitId, recorder: (message = next('message')) => ({ unitId, memberId, message, at: AT }) }
  }

  const lines = async (unitId: string) =>
    (await store().ofUnit(unitId)).map(({ name, lastFour, result }) => `${name} ${lastFour} ${result}`)

  it('keeps what was found, whole and in order', async () => {
    const { unitId, recorder } = await founded()
    const verifications = [
      verificationWith({ screenshots: ['p1', 'p2'] }),
      managerWith({ name: '示例乙', reviewBy: null }),
      verificationWith({ name: '示例丙', validUntil: null, lastFour: '' }),
    ]
    await store().record(verifications, recorder())
    const kept = await store().ofUnit(unitId)
    expect(kept.map(({ id: _id, checkedBy: _by, ...verification }) => verification)).toEqual(verifications)
    expect(kept.map(({ checkedBy }) => checkedBy)).toEqual(Array(3).fill(recorder().memberId))
  })

  it('records a message once, also where it is handled again', async () => {
    const { unitId, recorder } = await founded()
    const again = recorder()
    await store().record([verificationWith(), verificationWith({ name: '示例乙' })], again)
    const before = await database.db
      .selectFrom('certificates')
      .selectAll()
      .where('unit_id', '=', unitId)
      .execute()
    await store().record([verificationWith(), verificationWith({ name: '示例乙' })], {
      ...again,
      at: AT + 5_000,
    })
    expect(
      await database.db.selectFrom('certificates').selectAll().where('unit_id', '=', unitId).execute(),
    ).toEqual(before)
  })

  it('holds no name in plain, and tells the same name in two units apart', async () => {
    const [one, other] = [await founded(), await founded()]
    await store().record([verificationWith()], one.recorder())
    await store().record([verificationWith()], other.recorder())
    const rows = await database.db
      .selectFrom('certificates')
      .select(['name', 'name_hash'])
      .where('unit_id', 'in', [one.unitId, other.unitId])
      .execute()
    expect(rows.filter(({ name }) => Buffer.from(name).includes('示例甲'))).toEqual([])
    expect(new Set(rows.map(({ name_hash }) => name_hash)).size).toBe(2)
  })

  it.each([
    ['the same number again', ['123X', '123X'], ['示例甲 123X mismatch']],
    ['a number where there was none', ['', '123X'], ['示例甲 123X mismatch']],
    ['no number this time', ['123X', ''], ['示例甲 123X mismatch']],
    ['another number', ['123X', '4567'], ['示例甲 123X genuine', '示例甲 4567 mismatch']],
    [
      'none, of two',
      ['123X', '4567', ''],
      ['示例甲  mismatch', '示例甲 123X genuine', '示例甲 4567 genuine'],
    ],
  ])('goes on with the line of that person: %s', async (_what, numbers, expected) => {
    const { unitId, recorder } = await founded()
    for (const [index, lastFour] of numbers.entries()) {
      const result = index === numbers.length - 1 ? 'mismatch' : 'genuine'
      await store().record([verificationWith({ lastFour, result })], recorder())
    }
    expect((await lines(unitId)).toSorted()).toEqual(expected)
  })

  it('keeps two certificates of one person apart', async () => {
    const { unitId, recorder } = await founded()
    await store().record(
      [verificationWith(), verificationWith({ category: '高处作业' }), managerWith()],
      recorder(),
    )
    expect(await lines(unitId)).toHaveLength(3)
  })

  it('has one line where two members record the same person at once', async () => {
    const { unitId, recorder } = await founded()
    await Promise.all([1, 2, 3, 4].map(() => store().record([verificationWith()], recorder())))
    expect(await lines(unitId)).toEqual(['示例甲 123X genuine'])
  })

  it('records all verifications of a submission or none', async () => {
    const { unitId, recorder } = await founded()
    const broken = verificationWith({ name: '示例乙', lastFour: '12345' })
    await expect(store().record([verificationWith(), broken], recorder())).rejects.toThrow()
    expect(await lines(unitId)).toEqual([])
  })

  it('takes a line out for good, once and for its own unit alone: nobody is reminded of it any more', async () => {
    const [one, other] = [await founded(), await founded()]
    const { campaign } = content
    const open = managerWith({ passedOn: null })
    for (const { recorder } of [one, other])
      await store().record([open, verificationWith({ name: '示例乙' })], recorder())
    const [mistaken, left] = (await store().ofUnit(one.unitId)).map(({ id }) => id) as [string, string]
    const again = one.recorder()
    await store().unlist(mistaken, 'mistake', other.recorder())
    for (const under of [again, again, one.recorder()]) await store().unlist(mistaken, 'mistake', under)
    await store().unlist(left, 'left', one.recorder())

    const duties = new Set(['examination', 'certificate'])
    const units = [one.unitId, other.unitId]
    const standing = standingDuties(database.db, { campaign, reminders: content.reminders, duties, units })
    const reminded = new Set((await standing.execute()).map(({ unit_id }) => unit_id))
    expect([...reminded]).toEqual([other.unitId])
    const recordsOf = createDutyRecords({ database, certificates: store() })
    const records = await recordsOf(campaign.id, { id: one.unitId } as Unit, '2025-03-01')
    expect([...records.examinations, ...records.certificates]).toEqual([])
    expect(await lines(other.unitId)).toHaveLength(2)
    const trail = await database.db
      .selectFrom('audit')
      .select(['action', 'actor', 'target'])
      .where('target', 'in', [mistaken, left])
      .orderBy('action')
      .execute()
    const actor = one.recorder().memberId
    expect(trail).toEqual([
      { action: 'certificate-unlisted-left', actor, target: left },
      { action: 'certificate-unlisted-mistake', actor, target: mistaken },
    ])
  })

  it('gives the rows of both papers in words', async () => {
    const { unitId, recorder } = await founded()
    await store().record([verificationWith(), managerWith({ name: '示例乙', passedOn: null })], recorder())
    const shelf = await createShelf(database, content.scripts, AT)
    const deps = { certificates: store(), units: createUnitStore(database, seal), shelf }
    expect(await ledgerRows(deps, next('unit'))).toBeNull()
    const { verification, appointments } = (await ledgerRows(deps, unitId))!
    expect(verification[0]).toEqual({
      name: '示例甲',
      role: '特种作业人员',
      category: '焊接与热切割作业',
      lastFour: '123X',
      result: '查得到，信息一致',
      checkedOn: '2022-03-10',
      checkedBy: '示例联系人',
      validUntil: '2025-03-10',
      reviewBy: null,
      screenshots: [],
    })
    expect(appointments).toEqual([
      { name: '示例乙', role: '安全生产管理人员', appointedOn: '2021-09-10', passedOn: null },
    ])
  })
})
