import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPlan } from '../../src/reminders/plan.ts'
import { type Database, openDatabase } from '../../src/storage/database.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, type TestDatabaseKind } from '../support/database.ts'
import { fileFor, memberRow, seedUnits, unitRow } from '../support/seed-units.ts'

const KINDS: TestDatabaseKind[] = ['sqlite-memory', 'postgres']
const at = (time: string) => Date.parse(`${time}+08:00`)
const ENTERPRISE = { subject: 'enterprise', industry: 'manufacturing', high_risk: 0, special_ops: null }

describe.each(KINDS)('planning on %s', kind => {
  let database: Database
  beforeEach(async () => {
    database = await createTestDatabase(kind)
  })
  afterEach(() => database.close())

  const plan = (time: string, rules = content) => createPlan(database, rules)(at(time))

  /** What a unit is reminded of, leaving out what the campaign itself has to say. */
  async function planned(number: number): Promise<string[]> {
    const rows = await database.db
      .selectFrom('reminders')
      .selectAll()
      .where('unit_id', '=', unitRow(number).id)
      .where('duty', 'not like', 'phase:%')
      .where('duty', '!=', 'notice')
      .orderBy('day')
      .orderBy('planned_at')
      .orderBy('duty')
      .execute()
    return rows.map(({ duty, due, step, day }) => `${duty} ${due} ${step} on ${day}`)
  }

  async function sendings(): Promise<string[]> {
    const rows = await database.db.selectFrom('sendings').selectAll().orderBy('day').execute()
    return rows.map(({ unit_id, day, state }) => `${Number(`0x${unit_id}`)} ${day} ${state}`)
  }

  const setState = (state: string) => database.db.updateTable('sendings').set({ state }).execute()

  it('plans the newest step that has come, once, however often it is asked', async () => {
    await seedUnits(database, [unitRow(1)], [memberRow(1, unitRow(1).id)])
    await plan('2022-03-08T09:00')
    await plan('2022-03-08T09:01')
    expect(await planned(1)).toEqual(['DL1 2022-03-20 T-14 on 2022-03-08'])
    expect(await sendings()).toEqual(['1 2022-03-08 due'])
    await setState('told')
    await plan('2022-03-11T09:00')
    expect(await planned(1)).toEqual([
      'DL1 2022-03-20 T-14 on 2022-03-08',
      'DL1 2022-03-20 T-7 on 2022-03-11',
    ])
  })

  it('plans nothing at night, nor outside the campaign', async () => {
    await seedUnits(database, [unitRow(1)], [])
    for (const time of ['2022-03-08T03:00', '2022-03-08T12:30', '2021-11-30T09:30', '2022-11-01T09:30'])
      await plan(time)
    expect(await database.db.selectFrom('reminders').selectAll().execute()).toEqual([])
  })

  it('on a rest day brings only what is due then or overdue', async () => {
    const [lagging, late] = [unitRow(1), unitRow(2, ENTERPRISE)]
    await seedUnits(database, [lagging, late], [])
    await fileFor(database, late, { problems: 1 })
    await database.db.insertInto('problems').values(problem(late.id, '2022-03-19')).execute()
    await plan('2022-03-19T10:00')
    expect(await planned(1)).toEqual([])
    expect(await planned(2)).toEqual(['problem 2022-03-19 T on 2022-03-19'])
  })

  it('stops where the duty is met, and plans nothing that is not owed', async () => {
    const [delivered, filed] = [unitRow(1), unitRow(2)]
    const clean = unitRow(3, ENTERPRISE)
    const faulty = unitRow(4, ENTERPRISE)
    const idle = unitRow(5, ENTERPRISE)
    await seedUnits(database, [delivered, filed, clean, faulty, idle], [])
    await fileFor(database, delivered, { delivered_on: '2022-03-01' })
    await fileFor(database, filed)
    await fileFor(database, clean)
    await fileFor(database, faulty, { problems: 2 })
    await plan('2022-03-18T09:00')
    expect(await planned(1)).toEqual([])
    expect(await planned(2)).toEqual(['DL1 2022-03-20 T-1 on 2022-03-18'])
    expect(await planned(3)).toEqual([])
    expect(await planned(4)).toEqual(['DL2 2022-03-20 T-1 on 2022-03-18'])
    expect(await planned(5)).toEqual(['self-check 2022-03-31 T-14 on 2022-03-18'])
  })

  it('reminds a county bureau of its reports until they are fulfilled', async () => {
    const bureau = unitRow(1, { subject: 'county-bureau', special_ops: null })
    const done = unitRow(2, { subject: 'county-bureau', special_ops: null })
    await seedUnits(database, [bureau, done], [])
    const member_id = 'm'
    const times = { delivered_on: '2022-05-20', recorded_at: 0, photos: '[]', member_id }
    await database.db
      .insertInto('fulfilments')
      .values({ unit_id: done.id, campaign: content.campaign.id, obligation: 'DL3', message: 'x', ...times })
      .execute()
    await plan('2022-05-24T09:00')
    expect(await planned(1)).toEqual(['DL3 2022-05-27 T-3 on 2022-05-24'])
    expect(await planned(2)).toEqual([])
  })

  it('counts problems, examinations and certificates by their days', async () => {
    const unit = unitRow(1, { ...ENTERPRISE, high_risk: 1 })
    await seedUnits(database, [unit], [memberRow(1, unit.id)])
    await fileFor(database, unit, { problems: 3, delivered_on: '2022-03-01' })
    await database.db
      .insertInto('problems')
      .values([
        problem(unit.id, '2022-04-15', 'a'),
        problem(unit.id, '2022-04-15', 'b'),
        problem(unit.id, '2022-06-30', 'c'),
        { ...problem(unit.id, '2022-04-14', 'd'), status: 'closed' },
      ])
      .execute()
    const day = { examination_due: '2022-05-12', valid_until: null }
    await database.db
      .insertInto('certificates')
      .values([certificate(unit.id, 'a', day), certificate(unit.id, 'b', { valid_until: '2022-04-19' })])
      .execute()
    await plan('2022-04-12T09:00')
    expect(await planned(1)).toEqual([
      'certificate 2022-04-19 T-7 on 2022-04-12',
      'examination 2022-05-12 T-30 on 2022-04-12',
      'problem 2022-04-15 T-3 on 2022-04-12',
    ])
  })

  it('puts off to the next day what comes after the day was planned', async () => {
    const unit = unitRow(1, ENTERPRISE)
    await seedUnits(database, [unit], [memberRow(1, unit.id)])
    await plan('2022-03-11T09:00')
    await setState('told')
    await fileFor(database, unit, { problems: 1 })
    await plan('2022-03-11T15:00')
    // 2022-03-11 is a Friday.
    expect(await planned(1)).toContain('DL2 2022-03-20 T-7 on 2022-03-14')
    await plan('2022-03-14T09:00')
    expect(await sendings()).toEqual(['1 2022-03-11 told', '1 2022-03-14 due'])
  })

  it('plans a deadline that was moved anew', async () => {
    await seedUnits(database, [unitRow(1)], [memberRow(1, unitRow(1).id)])
    await plan('2022-03-11T09:00')
    await setState('told')
    const obligations = content.campaign.obligations.map(each =>
      each.id === 'DL1' ? { ...each, due: '2022-03-31' } : each,
    )
    const moved = { ...content, campaign: { ...content.campaign, obligations } }
    await plan('2022-03-17T09:00', moved)
    expect(await planned(1)).toEqual([
      'DL1 2022-03-20 T-7 on 2022-03-11',
      'DL1 2022-03-31 T-14 on 2022-03-17',
    ])
  })

  describe('what nobody has heard', () => {
    it('is told when somebody is there, as long as it is the newest', async () => {
      const unit = unitRow(1)
      await seedUnits(database, [unit], [])
      await plan('2022-03-11T09:00')
      await plan('2022-03-14T09:00')
      expect(await planned(1)).toEqual(['DL1 2022-03-20 T-7 on 2022-03-11'])
      expect(await sendings()).toEqual([])
      await database.db.insertInto('members').values(memberRow(1, unit.id)).execute()
      await plan('2022-03-14T09:30')
      expect(await planned(1)).toEqual(['DL1 2022-03-20 T-7 on 2022-03-14'])
      expect(await sendings()).toEqual(['1 2022-03-14 due'])
    })

    it('is planned anew where its day was over before it could go', async () => {
      const unit = unitRow(1)
      await seedUnits(database, [unit], [memberRow(1, unit.id)])
      await plan('2022-03-11T09:00')
      await plan('2022-03-14T09:00')
      expect(await planned(1)).toEqual(['DL1 2022-03-20 T-7 on 2022-03-14'])
      expect(await sendings()).toEqual(['1 2022-03-11 lapsed', '1 2022-03-14 due'])
    })

    it('is not where a try of it may have arrived', async () => {
      const unit = unitRow(1)
      const member = memberRow(1, unit.id)
      await seedUnits(database, [unit], [member])
      await plan('2022-03-11T09:00')
      const letter = `reminder:${unit.id}/2022-03-11/${member.id}`
      const begun = { n: 1, person: member.person, rung: 'one-time', template_id: 'O', began_at: 0 }
      await database.db
        .insertInto('attempts')
        .values({ letter, ...begun })
        .execute()
      await plan('2022-03-14T09:00')
      expect(await sendings()).toEqual(['1 2022-03-11 due'])
    })

    it('is told to a colleague where the one who was there is gone', async () => {
      const unit = unitRow(1)
      await seedUnits(database, [unit], [memberRow(1, unit.id)])
      await plan('2022-03-11T09:00')
      await setState('gone')
      await plan('2022-03-14T09:00')
      expect(await sendings()).toEqual(['1 2022-03-11 gone'])
      await database.db
        .insertInto('members')
        .values(memberRow(2, unit.id, { role: 'clerk' }))
        .execute()
      await plan('2022-03-15T09:00')
      expect(await sendings()).toEqual(['1 2022-03-11 gone', '1 2022-03-15 due', '1 2022-03-15 due'])
    })
  })

  it('tells a colleague who joins during the day', async () => {
    const unit = unitRow(1)
    await seedUnits(database, [unit], [memberRow(1, unit.id)])
    await plan('2022-03-11T09:00')
    await setState('told')
    await database.db
      .insertInto('members')
      .values(memberRow(2, unit.id, { role: 'clerk' }))
      .execute()
    await plan('2022-03-11T10:00')
    expect(await sendings()).toEqual(['1 2022-03-11 told', '1 2022-03-11 due'])
  })

  describe('the notice', () => {
    async function notices(): Promise<string[]> {
      const rows = await database.db
        .selectFrom('reminders')
        .selectAll()
        .where('duty', '=', 'notice')
        .orderBy('day')
        .execute()
      return rows.map(({ step, day }) => `${step} ${day}`)
    }

    it('comes once more after a week, and then no more', async () => {
      await seedUnits(database, [unitRow(1)], [memberRow(1, unitRow(1).id)])
      await plan('2022-01-10T09:00')
      await setState('told')
      await plan('2022-01-14T09:00')
      expect(await notices()).toEqual(['first 2022-01-10'])
      for (const day of ['17', '18', '28']) {
        await plan(`2022-01-${day}T09:00`)
        await setState('told')
      }
      expect(await notices()).toEqual(['first 2022-01-10', 'again 2022-01-17'])
    })

    it('stops once somebody of the unit has answered', async () => {
      const unit = unitRow(1)
      const member = memberRow(1, unit.id)
      await seedUnits(database, [unit], [member])
      await plan('2022-01-10T09:00')
      await setState('told')
      const campaign = content.campaign.id
      await database.db
        .insertInto('acknowledgements')
        .values({ campaign, unit_id: unit.id, member_id: member.id, acknowledged_at: 0, message: 'm' })
        .execute()
      await plan('2022-01-17T09:00')
      expect(await notices()).toEqual(['first 2022-01-10'])
    })
  })

  it('tells of a phase when it begins, and for some days after', async () => {
    const openings = async () =>
      (await database.db.selectFrom('reminders').selectAll().where('duty', 'like', 'phase:%').execute()).map(
        ({ unit_id, duty, day }) => `${Number(`0x${unit_id}`)} ${duty} ${day}`,
      )
    await seedUnits(database, [unitRow(1)], [])
    await plan('2022-04-01T09:00')
    await database.db.insertInto('units').values(unitRow(2)).execute()
    await plan('2022-04-08T09:00')
    await database.db.insertInto('units').values(unitRow(3)).execute()
    await plan('2022-04-11T09:00')
    expect(await openings()).toEqual(['1 phase:inspection 2022-04-01', '2 phase:inspection 2022-04-08'])
  })
})

it('two instances that plan at once plan it once', async () => {
  const first = await createTestDatabase('postgres')
  const second = await openDatabase(first.url)
  try {
    const units = Array.from({ length: 50 }, (_, number) => unitRow(number))
    const members = units.map((unit, number) => memberRow(number, unit.id))
    await seedUnits(first, units, members)
    const plans = [first, second, first, second].map(each =>
      createPlan(each, content)(at('2022-03-11T09:00')),
    )
    await Promise.all(plans)
    const { count } = await first.db
      .selectFrom('sendings')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(50)
  } finally {
    await Promise.all([first.close(), second.close()])
  }
})

function problem(unit_id: string, due: string, path = 'a') {
  const detail = { detail: '{}', status: 'open', opened_at: 0, closed_at: null, closing: null }
  return { id: `${unit_id}.${path}`, self_check_id: unit_id, unit_id, path, item_id: 'T1', due, ...detail }
}

function certificate(
  unit_id: string,
  id: string,
  days: { examination_due?: string; valid_until: string | null },
) {
  return {
    id,
    unit_id,
    name: Buffer.from('sealed'),
    name_hash: id,
    role: 'principal',
    category: '',
    last_four: '',
    result: 'genuine',
    checked_on: '2022-01-01',
    checked_by: memberRow(1, unit_id).id,
    review_by: null,
    appointed_on: null,
    passed_on: null,
    examination_due: null,
    screenshots: '[]',
    created_at: 0,
    updated_at: 0,
    message: id,
    ...days,
  }
}
