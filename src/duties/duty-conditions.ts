import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { Obligation } from '../campaign/content.ts'
import type { Tables } from '../storage/tables.ts'

type Asked = Pick<Obligation, 'id' | 'who' | 'when'>

/** All units, each with its self-check in the campaign where it was filed as the kind of unit that it is. */
export function unitsWithFiled(db: Kysely<Tables>, campaign: string) {
  return db
    .selectFrom('units')
    .leftJoin('self_checks', join =>
      join
        .onRef('self_checks.unit_id', '=', 'units.id')
        .onRef('self_checks.filed_subject', '=', 'units.subject')
        .on('self_checks.campaign', '=', campaign),
    )
}

/**
 * These with what was fulfilled of an obligation without a self-check. `owes` and `isMet` read both; one row per unit, however
 * many there are.
 */
export function unitsFor(db: Kysely<Tables>, campaign: string, obligation: Asked) {
  return unitsWithFiled(db, campaign).leftJoin('fulfilments', join =>
    join
      .onRef('fulfilments.unit_id', '=', 'units.id')
      .on('fulfilments.campaign', '=', campaign)
      .on('fulfilments.obligation', '=', obligation.id),
  )
}

/** Whether a unit owes it: the same as `owed` in campaign/obligations.ts. */
export function owes({ who, when }: Asked): Expression<SqlBool> {
  const isTheirs = sql<SqlBool>`units.subject = ${who}`
  return when === 'always' ? isTheirs : sql<SqlBool>`(${isTheirs} and coalesce(self_checks.problems, 0) > 0)`
}

/** Whether it is owed and the papers were brought: the same as `met` there. */
export function isMet(obligation: Asked): Expression<SqlBool> {
  const day = obligation.who === 'county-bureau' ? 'fulfilments.delivered_on' : 'self_checks.delivered_on'
  return sql<SqlBool>`(${owes(obligation)} and ${sql.ref(day)} is not null)`
}
