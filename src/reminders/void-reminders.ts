import { sql } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { PlannedStep } from './read-batch.ts'

/** Keeps on record that these had nothing to tell any more when their time came. */
export async function voidReminders(
  { db }: Database,
  steps: readonly PlannedStep[],
  now: Instant,
): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map(
    ({ unitId, duty, due, step }) => sql`(cast(${unitId} as text), ${duty}, ${due}, ${step})`,
  )
  await sql`
    with fallen(unit_id, duty, due, step) as (values ${sql.join(rows)})
    update reminders set void_at = ${sql.lit(now)} where void_at is null and exists (
      select 1 from fallen where fallen.unit_id = reminders.unit_id and fallen.duty = reminders.duty
      and fallen.due = reminders.due and fallen.step = reminders.step)`.execute(db)
}
