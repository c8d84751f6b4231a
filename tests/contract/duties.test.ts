import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dutiesOf, isPressing } from '../../src/campaign/duties.ts'
import { createCertificateStore } from '../../src/certificates/certificate-store.ts'
import { isMet, owes, unitsFor } from '../../src/duties/duty-conditions.ts'
import { createDutyRecords } from '../../src/duties/duty-records.ts'
import { createFulfilmentStore } from '../../src/duties/fulfilment-store.ts'
import { standingDuties } from '../../src/reminders/standing-duties.ts'
import { createDeliveryStore } from '../../src/self-check/delivery-store.ts'
import type { Problem } from '../../src/self-check/findings.ts'
import { createSelfCheckStore } from '../../src/self-check/self-check-store.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import type { Unit } from '../../src/units/unit.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { type Act, delivery, EVERY_STANDING, filing, LIVES, registration } from '../support/duty-lives.ts'
import { joiningWith, unitWith } from '../support/units.ts'
import { seededRandom } from '../support/world.ts'
import { managerWith, verificationWith } from '../unit/certificates/verification.ts'

const AT = Date.parse('2022-03-10T09:30:00+08:00')
const { campaign } = content
const random = seededRandom('duties')
const seal = createSeal(Buffer.alloc(32, 7), random)

describe.each(TEST_DATABASES)('duties on %s', kind => {
  let database: Database
  let count = 0
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  afterAll(() => database.close())

  const next = (what: string) => `${what}-${++count}`

  async function founded(subject: Unit['subject']) {
    const unit = unitWith({ id: next('unit'), creditCode: next('code'), subject, highRisk: true })
    const memberId = next('member')
    const founder = joiningWith({ id: memberId, unitId: unit.id, person: next('person'), at: AT })
    await createUnitStore(database, seal).found(unit, founder)
    return { unit, memberId }
  }

  const problem = (path: string): Problem => ({
    path,
    item: 'T1',
    title: '',
    checks: [],
    what: `问题${path}`,
    measure: '',
    owner: '',
    due: '2022-03-18',
    photos: [],
    state: 'open',
    proof: [],
  })

  /** Lives a unit's life through the stores that write in production. */
  async function lived(subject: Unit['subject'], isBegun: boolean, acts: Act[]) {
    const { memberId, ...first } = await founded(subject)
    let { unit } = first
    const selfChecks = createSelfCheckStore(database)
    const begin = {
      id: next('check'),
      campaign: campaign.id,
      unitId: unit.id,
      subject,
      script: 's',
      memberId,
      at: AT,
    }
    const check = isBegun ? await selfChecks.open(begin) : null
    let receipt = ''
    for (const act of acts) {
      const message = next('message')
      if (act.what === 'file' && check) {
        const findings = Array.from({ length: act.unsettled }, () => ({ answers: { result: 'unsure' } }))
        receipt = next('ZC')
        await selfChecks.file(
          {
            receipt,
            selfCheckId: check.id,
            unit,
            memberId,
            script: 's',
            snapshot: JSON.stringify({ findings }),
            sha256: receipt,
            ledger: null,
            problems: Array.from({ length: act.problems }, (_, index) => problem(`T1.${index + 1}`)),
          },
          { person: 'p', message, at: AT },
        )
      }
      if (act.what === 'deliver' && receipt !== '') {
        const delivered = { unitId: unit.id, receipt, photos: [], deliveredOn: act.day, memberId }
        await createDeliveryStore(database).record(delivered, message, AT)
      }
      if (act.what === 'register') {
        unit = { ...unit, subject: act.subject, highRisk: act.highRisk }
        const contact = { name: '示例联系人', phone: '13800000000' }
        expect(await createUnitStore(database, seal).update(unit, memberId, contact, AT)).toBe('ok')
      }
      if (act.what === 'report') {
        const { obligation, day: deliveredOn } = act
        const fulfilment = {
          unitId: unit.id,
          campaign: campaign.id,
          obligation,
          deliveredOn,
          photos: [],
          memberId,
        }
        await createFulfilmentStore(database).record(fulfilment, message, AT)
      }
    }
    return { unit, check }
  }

  it('are read off columns that say what the filings and deliveries say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(filing, delivery, registration), { maxLength: 8 }), async acts => {
        const { check } = await lived('enterprise', true, acts)
        const { db } = database
        const id = check?.id ?? ''
        const filings = await db.selectFrom('filings').selectAll().where('self_check_id', '=', id).execute()
        const last = filings.toSorted((one, other) => other.version - one.version)[0]
        const ofItsKind = filings.filter(({ subject }) => subject === last?.subject)
        const deliveries = await db
          .selectFrom('deliveries')
          .select('delivered_on')
          .where('receipt', 'in', ['', ...ofItsKind.map(({ receipt }) => receipt)])
          .where('delivered_on', 'is not', null)
          .execute()
        const row = await db
          .selectFrom('self_checks')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        expect([row.version, row.problems, row.unsettled, row.delivered_on]).toEqual([
          last?.version ?? 0,
          last?.problems ?? null,
          last ? JSON.parse(last.snapshot).findings.length : null,
          deliveries.map(({ delivered_on }) => delivered_on).toSorted()[0] ?? null,
        ])
      }),
      { numRuns: 15 },
    )
  })

  it('are owed and met in one statement over all units as they are for each alone', async () => {
    const units: Unit[] = []
    for (const { subject, isBegun, acts } of LIVES) units.push((await lived(subject, isBegun, acts)).unit)
    const recordsOf = createDutyRecords({
      database,
      certificates: createCertificateStore(database, seal, random),
    })
    const alone: string[] = []
    const unchecked: string[] = []
    for (const unit of units) {
      const records = await recordsOf(campaign.id, unit, '2022-03-10')
      const duties = dutiesOf(content, unit, records, '2022-03-10')
      for (const duty of duties) {
        if (duty.kind === 'self-check' && unit.subject === 'enterprise' && isPressing(duty))
          unchecked.push(unit.id)
        if (duty.kind === 'paper') alone.push(`${unit.id} ${duty.id} ${duty.owed} ${duty.met}`)
      }
    }
    const together: string[] = []
    const mine = new Map(units.map(({ id, subject }) => [id, subject]))
    for (const obligation of campaign.obligations) {
      const rows = await unitsFor(database.db, campaign.id, obligation)
        .select(['units.id', 'units.subject'])
        .select(eb => [
          eb.case().when(owes(obligation)).then(1).else(0).end().as('owed'),
          eb.case().when(isMet(obligation)).then(1).else(0).end().as('met'),
        ])
        .execute()
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
      for (const { id, owed, met } of rows.filter(row => mine.has(row.id))) {
        if (mine.get(id) === obligation.who)
          together.push(`${id} ${obligation.id} ${owed === 1} ${met === 1}`)
        else expect([owed, met]).toEqual([0, 0])
      }
    }
    const scope = { ...content, duties: new Set(['self-check']), units: units.map(({ id }) => id) }
    const standing = await standingDuties(database.db, scope).execute()
    expect(standing.map(each => each.unit_id).toSorted()).toEqual(unchecked.toSorted())
    expect(together.toSorted()).toEqual(alone.toSorted())
    expect([...new Set(alone.map(each => each.split(' ').slice(1).join(' ')))].toSorted()).toEqual(
      EVERY_STANDING,
    )
  })

  it('know the problems, the managers who must pass and the certificates that run out', async () => {
    const { unit } = await lived('enterprise', true, [{ what: 'file', problems: 2, unsettled: 0 }])
    const certificates = createCertificateStore(database, seal, random)
    const recorder = { unitId: unit.id, memberId: 'm', message: next('message'), at: AT }
    const member = await database.db
      .selectFrom('members')
      .select('id')
      .where('unit_id', '=', unit.id)
      .executeTakeFirstOrThrow()
    await certificates.record(
      [
        managerWith({
          name: '示例甲',
          appointedOn: '2021-08-31',
          passedOn: null,
          reviewBy: null,
          validUntil: null,
        }),
        managerWith({ name: '示例乙', appointedOn: '2021-08-31', passedOn: '2021-12-01' }),
        verificationWith({ name: '示例丙', validUntil: '2022-03-31', reviewBy: '2022-03-01' }),
        verificationWith({ name: '示例丁', validUntil: '2025-03-31', reviewBy: null }),
      ],
      { ...recorder, memberId: member.id },
    )
    const recordsOf = createDutyRecords({ database, certificates })
    const records = await recordsOf(campaign.id, unit, '2022-03-10')
    expect(records.problems.map(({ about, due }) => [about, due])).toEqual([
      ['问题T1.1', '2022-03-18'],
      ['问题T1.2', '2022-03-18'],
    ])
    expect(records.examinations.map(({ about, due }) => [about, due])).toEqual([['示**', '2022-02-28']])
    expect(records.certificates.map(({ what, due }) => [what, due])).toEqual([
      ['expiry', '2022-03-31'],
      ['review', '2022-03-01'],
    ])
    const due = await database.db
      .selectFrom('certificates')
      .select('examination_due')
      .where('unit_id', '=', unit.id)
      .orderBy('message')
      .execute()
    expect(due.map(({ examination_due }) => examination_due)).toEqual(['2022-02-28', null, null, null])
    await certificates.record(
      [managerWith({ name: '示例甲', appointedOn: '2021-08-31', passedOn: '2022-03-09' })],
      { ...recorder, memberId: member.id, message: next('message') },
    )
    expect((await recordsOf(campaign.id, unit, '2022-03-10')).examinations).toEqual([])
  })

  it('of a county bureau are fulfilled by the report brought last, once per message', async () => {
    const { unit } = await lived('county-bureau', false, [])
    const fulfilments = createFulfilmentStore(database)
    const one = { unitId: unit.id, campaign: campaign.id, obligation: 'DL3', photos: ['a'], memberId: 'm' }
    await fulfilments.record({ ...one, deliveredOn: '2022-05-20' }, 'first', AT)
    await fulfilments.record({ ...one, deliveredOn: '2022-05-25', photos: ['b'] }, 'second', AT)
    await fulfilments.record({ ...one, deliveredOn: '2022-05-25', photos: ['b'] }, 'second', AT)
    expect(await fulfilments.of(campaign.id, unit.id)).toEqual(['DL3'])
    expect(await fulfilments.of('another', unit.id)).toEqual([])
    const rows = await database.db
      .selectFrom('fulfilments')
      .selectAll()
      .where('unit_id', '=', unit.id)
      .execute()
    expect(rows.map(({ delivered_on, photos, message }) => [delivered_on, photos, message])).toEqual([
      ['2022-05-25', '["b"]', 'second'],
    ])
  })
})
