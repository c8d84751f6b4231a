import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** As what kind of unit a version was filed, so that a registration corrected later is held against it. */
export function filedAs(kind: DatabaseKind): Migration {
  const ofUnit = (field: string) =>
    kind === 'postgres'
      ? `(filings.snapshot::json -> 'unit' ->> '${field}')`
      : `json_extract(filings.snapshot, '$.unit.${field}')`
  return {
    async up(db) {
      for (const statement of statements(ofUnit)) await sql.raw(statement).execute(db)
    },
  }
}

const statements = (ofUnit: (field: string) => string) => [
  'create index deliveries_receipt on deliveries (receipt)',
  'create index discarded_answers_self_check on discarded_answers (self_check_id)',
  "alter table filings add column subject text not null default ''",
  `update filings set subject = coalesce(${ofUnit('subject')}, (
    select s.subject from self_checks s where s.id = filings.self_check_id
  ))`,
  'alter table self_checks add column filed_subject text',
  'alter table self_checks add column filed_high_risk integer',
  `update self_checks set filed_subject = (${last('filings.subject')})`,
  `update self_checks set filed_high_risk = (
    ${last(`case when cast(${ofUnit('highRisk')} as text) in ('1', 'true') then 1 else 0 end`)}
  )`,
  // Papers brought with the filing of another kind are not those that this kind owes.
  `update self_checks set delivered_on = (
    select min(d.delivered_on) from deliveries d join filings f on f.receipt = d.receipt
    where f.self_check_id = self_checks.id and f.subject = self_checks.filed_subject
  )`,
]

function last(expression: string): string {
  return `select ${expression} from filings
    where filings.self_check_id = self_checks.id and filings.version = self_checks.version`
}
