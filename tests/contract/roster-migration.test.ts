import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/storage/database.ts'
import { migrate, migrationsFor } from '../../src/storage/migrate.ts'
import { createEmptyDatabase, TEST_DATABASES } from '../support/database.ts'

/** As it was before the roster, with a few records of each kind. */
async function olderDatabase(kind: (typeof TEST_DATABASES)[number]): Promise<Database> {
  const database = await openDatabase(await createEmptyDatabase(kind))
  const earlier = Object.entries(migrationsFor(database.kind)).filter(([name]) => name < '0008')
  const getMigrations = async (): Promise<Record<string, Migration>> => Object.fromEntries(earlier)
  const { error } = await new Migrator({ db: database.db, provider: { getMigrations } }).migrateToLatest()
  if (error) throw error
  for (const statement of [...units, ...filings, ...certificates])
    await sql.raw(statement).execute(database.db)
  return database
}

const unit = (id: string) =>
  `insert into units values ('${id}', 'enterprise', '某厂', 'code-${id}', 'licheng', null, 0, null, 'county', 'licheng', 1, 1)`
const member = (id: string, unitId: string, role: string, joinedAt: number, leftAt: number | null) =>
  `insert into members values ('${id}', '${unitId}', 'person-${id}', '${role}', null, null, null, 'c', 1, ${joinedAt}, ${leftAt})`
const units = [
  unit('led'),
  unit('lost'),
  member('lead', 'led', 'lead', 5, null),
  member('early', 'led', 'clerk', 1, null),
  member('gone', 'lost', 'lead', 1, 9),
  member('second', 'lost', 'clerk', 3, null),
  member('first', 'lost', 'clerk', 2, null),
]

const filing = (check: string, version: number, problems: number, results: string[], unit?: object) => {
  const snapshot = JSON.stringify({ findings: results.map(result => ({ answers: { result } })), unit })
  return `insert into filings (receipt, self_check_id, unit_id, version, content_hash, snapshot, sha256, problems, filed_at, filed_by, message)
    values ('${check}-${version}', '${check}', 'led', ${version}, 'h', '${snapshot}', 's', ${problems}, 1, 'lead', '${check}-m${version}')`
}
const filedAs = (filed_subject: string | null, filed_high_risk: number | null) => ({
  filed_subject,
  filed_high_risk,
})
const delivery = (message: string, receipt: string, day: string | null) =>
  `insert into deliveries values ('${message}', 'led', '${receipt}', '[]', ${day && `'${day}'`}, 'lead', 1)`
const check = (id: string, campaign: string, version: number) =>
  `insert into self_checks values ('${id}', '${campaign}', 'led', 'enterprise', 'h', 1, 'lead', 1, ${version})`
const filings = [
  check('begun', 'a', 0),
  check('filed', 'b', 2),
  check('photographed', 'c', 1),
  filing('filed', 1, 5, [], { subject: 'training-institution', highRisk: null }),
  filing('filed', 2, 3, ['unsure', 'none', 'unsure'], { subject: 'enterprise', highRisk: true }),
  filing('photographed', 1, 0, ['none']),
  delivery('d1', 'filed-2', '2022-03-17'),
  delivery('d2', 'filed-1', '2022-03-15'),
  delivery('d3', 'photographed-1', null),
]

const certificate = (id: string, role: string, appointed: string | null, passed: string | null) =>
  `insert into certificates values ('${id}', 'led', ${sqlBytes}, '${id}', '${role}', '', '', 'genuine', '2022-01-01', 'lead', null, null, ${appointed && `'${appointed}'`}, ${passed && `'${passed}'`}, '[]', 1, 1, '${id}')`
const sqlBytes = "'x'"
const certificates = [
  certificate('open', 'principal', '2021-08-31', null),
  certificate('passed', 'safety-manager', '2021-08-31', '2022-01-02'),
  certificate('undated', 'safety-manager', null, null),
  certificate('operator', 'special-operations', '2021-08-31', null),
]

describe.each(TEST_DATABASES)('the roster comes to records there are, on %s', kind => {
  let database: Database
  afterAll(() => database.close())

  it('fills the columns that duties are read off, and gives every unit with members one lead', async () => {
    database = await olderDatabase(kind)
    await migrate(database)
    const { db } = database
    const checks = await db
      .selectFrom('self_checks')
      .select(['id', 'problems', 'unsettled', 'delivered_on', 'filed_subject', 'filed_high_risk'])
      .orderBy('id')
      .execute()
    expect(checks).toEqual([
      { id: 'begun', problems: null, unsettled: null, delivered_on: null, ...filedAs(null, null) },
      { id: 'filed', problems: 3, unsettled: 2, delivered_on: '2022-03-17', ...filedAs('enterprise', 1) },
      { id: 'photographed', problems: 0, unsettled: 0, delivered_on: null, ...filedAs('enterprise', 0) },
    ])
    const due = await db.selectFrom('certificates').select(['id', 'examination_due']).orderBy('id').execute()
    expect(due.map(({ id, examination_due }) => [id, examination_due])).toEqual([
      ['open', '2022-02-28'],
      ['operator', null],
      ['passed', null],
      ['undated', null],
    ])
    expect(await leadsOf(db)).toEqual(['first', 'lead'])
    const listed = await db.selectFrom('units').select(['listed_at', 'binding', 'binding_hash']).execute()
    expect(listed).toEqual(Array(2).fill({ listed_at: null, binding: 1, binding_hash: null }))
  })
})

async function leadsOf(db: Kysely<{ members: { id: string; role: string; left_at: number | null } }>) {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'lead')
    .where('left_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
