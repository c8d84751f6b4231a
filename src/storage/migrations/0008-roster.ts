import { type Kysely, type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** The roster and its binding codes, and in columns what a unit's duties are read off. */
export function roster(kind: DatabaseKind): Migration {
  const bytes = kind === 'postgres' ? 'bytea' : 'blob'
  return {
    async up(db) {
      for (const statement of [...rosterColumns(bytes), ...dutyColumns, ...fromRecords]) {
        await sql.raw(statement).execute(db)
      }
      await countUnsettled(db)
      await dateExaminations(db)
    },
  }
}

const rosterColumns = (bytes: string) => [
  'alter table units add column listed_at bigint',
  `alter table units add column listed_contact ${bytes}`,
  'alter table units add column binding integer not null default 1',
  'alter table units add column binding_hash text',
  'create unique index units_binding_hash on units (binding_hash)',
]

const dutyColumns = [
  'alter table self_checks add column problems integer',
  'alter table self_checks add column unsettled integer',
  'alter table self_checks add column delivered_on text',
  'alter table certificates add column examination_due text',
  `create table fulfilments (
    unit_id text not null references units,
    campaign text not null,
    obligation text not null,
    delivered_on text not null,
    photos text not null,
    member_id text not null,
    message text not null unique,
    recorded_at bigint not null,
    primary key (unit_id, campaign, obligation)
  )`,
  "create index problems_due on problems (due) where status = 'open'",
  'create index certificates_examination on certificates (examination_due) where examination_due is not null',
]

/** The one who joined first leads where everyone who led is gone, and from here on nobody leads beside another. */
const fromRecords = [
  `update self_checks set problems = (
    select f.problems from filings f where f.self_check_id = self_checks.id and f.version = self_checks.version
  )`,
  `update self_checks set delivered_on = (
    select min(d.delivered_on) from deliveries d join filings f on f.receipt = d.receipt
    where f.self_check_id = self_checks.id
  )`,
  `update members set role = 'lead'
    where id = (
      select m.id from members m where m.unit_id = members.unit_id and m.left_at is null
      order by m.joined_at, m.id limit 1
    ) and not exists (
      select 1 from members m where m.unit_id = members.unit_id and m.left_at is null and m.role = 'lead'
    )`,
  "create unique index members_one_lead on members (unit_id) where role = 'lead' and left_at is null",
]

/** The tables as they were. */
type Then = {
  self_checks: { id: string; version: number; unsettled: number | null }
  filings: { self_check_id: string; version: number; snapshot: string }
  certificates: {
    id: string
    role: string
    appointed_on: string | null
    passed_on: string | null
    examination_due: string | null
  }
}

/** Snapshots are large: a few at a time. */
const BATCH = 200

async function countUnsettled(db: Kysely<Then>): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('self_checks')
      .innerJoin('filings', join =>
        join
          .onRef('filings.self_check_id', '=', 'self_checks.id')
          .onRef('filings.version', '=', 'self_checks.version'),
      )
      .select(['self_checks.id', 'snapshot'])
      .where('self_checks.id', '>', last)
      .orderBy('self_checks.id')
      .limit(BATCH)
      .execute()
    for (const { id, snapshot } of rows) {
      const { findings } = JSON.parse(snapshot) as { findings: { answers: { result?: unknown } }[] }
      const unsettled = findings.filter(({ answers }) => answers.result === 'unsure').length
      await db.updateTable('self_checks').set({ unsettled }).where('id', '=', id).execute()
    }
    if (rows.length < BATCH) return
    last = rows[rows.length - 1]!.id
  }
}

async function dateExaminations(db: Kysely<Then>): Promise<void> {
  const rows = await db
    .selectFrom('certificates')
    .select(['id', 'appointed_on'])
    .where('role', '!=', 'special-operations')
    .where('passed_on', 'is', null)
    .where('appointed_on', 'is not', null)
    .execute()
  for (const { id, appointed_on } of rows) {
    const examination_due = sixMonthsAfter(appointed_on ?? '')
    await db.updateTable('certificates').set({ examination_due }).where('id', '=', id).execute()
  }
}

/** The same day, or the last of a shorter month. */
function sixMonthsAfter(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate()
  return new Date(Date.UTC(year, month + 5, Math.min(day, last))).toISOString().slice(0, 10)
}
