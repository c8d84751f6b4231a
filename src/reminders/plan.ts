import { type Kysely, sql } from 'kysely'
import { toCivil } from '../campaign/civil-date.ts'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'
import { type DueDays, dueSteps, type Rules } from './due-steps.ts'
import { insertReminders, insertSecondNotices, moveUnheard } from './plan-reminders.ts'
import { closeEarlierDays, insertSendings } from './plan-sendings.ts'
import { allowedAt } from './sending-hours.ts'

/**
 * Plans who is reminded of what today, in a constant number of statements however many units there are. Done again it adds
 * what has come since. Outside the hours there is nothing to plan; of two at once one does it.
 */
export type Plan = (now: Instant) => Promise<void>

/** Names our lock among all advisory locks of the database: "anpe" in ASCII, and the second of ours. */
const LOCK = [0x61_6e_70_65, 2]

/** PostgreSQL plans by what it knew before: of so many new rows of one day it must be told. */
const MANY = 10_000

export function createPlan({ db, kind }: Database, rules: Rules): Plan {
  const { calendar, reminders } = rules

  return async function plan(now) {
    const allowed = allowedAt(reminders.sending.hours, calendar, now)
    if (!allowed) return
    const today = toCivil(now)
    await db.transaction().execute(async trx => {
      if (kind === 'postgres' && !(await takesLock(trx))) return
      await closeEarlierDays(trx, today, now)
      const steps = dueSteps(rules, now, allowed, await dueDays(trx))
      if (steps.length === 0) return
      const added = await insertReminders(trx, rules, steps, { today, now })
      if (kind === 'postgres' && added > MANY) await sql`analyze reminders`.execute(trx)
      await insertSecondNotices(trx, rules, steps, { today, now })
      await moveUnheard(trx, steps, today)
      await insertSendings(trx, today, now)
    })
  }
}

async function takesLock(trx: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(${sql.join(LOCK.map(each => sql.lit(each)))}) as held`.execute(trx)
  return rows[0]?.held ?? false
}

/** The days themselves, not the units: there are some hundreds at most. */
async function dueDays(trx: Kysely<Tables>): Promise<DueDays> {
  const problems = await trx
    .selectFrom('problems')
    .select('due')
    .distinct()
    .where('status', '=', 'open')
    .where('due', 'is not', null)
    .execute()
  const certificateDays = async (column: 'examination_due' | 'valid_until' | 'review_by') => {
    const rows = await trx
      .selectFrom('certificates')
      .select(`${column} as due`)
      .distinct()
      .where(column, 'is not', null)
      .execute()
    return rows.flatMap(({ due }) => due ?? [])
  }
  const [ends, reviews] = [await certificateDays('valid_until'), await certificateDays('review_by')]
  return {
    problem: problems.flatMap(({ due }) => due ?? []),
    examination: await certificateDays('examination_due'),
    certificate: [...new Set([...ends, ...reviews])],
  }
}
