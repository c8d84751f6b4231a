import { type Kysely, sql } from 'kysely'
import { addDays } from '../campaign/civil-date.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import type { DueStep, Rules } from './due-steps.ts'
import { NOTICE } from './duty-kinds.ts'
import { isUnanswered, standingDuties } from './standing-duties.ts'

type When = { today: CivilDate; now: Instant }

const COLUMNS = ['unit_id', 'duty', 'due', 'step', 'day', 'planned_at'] as const

/** Each step for every unit for which its duty stands; what is planned already stays as it is. How many there were. */
export async function insertReminders(
  trx: Kysely<Tables>,
  rules: Rules,
  steps: readonly DueStep[],
  when: When,
): Promise<number> {
  const duties = new Set(steps.map(({ duty }) => duty))
  const standing = standingDuties(trx, { ...rules, duties, units: null })
  const { numInsertedOrUpdatedRows } = await withSteps(trx, steps)
    .insertInto('reminders')
    .columns(COLUMNS)
    .expression(({ selectFrom }) =>
      selectFrom(standing.as('standing'))
        .innerJoin('steps', join =>
          join.onRef('steps.duty', '=', 'standing.duty').onRef('steps.due', '=', 'standing.due'),
        )
        .select(['standing.unit_id', 'steps.duty', 'steps.due', 'steps.step'])
        .select([dayFor('standing.unit_id', when).as('day'), sql.lit(when.now).as('planned_at')])
        // SQLite would take ON CONFLICT for part of the join.
        .where(sql<boolean>`1 = 1`),
    )
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0)
}

/** The notice once more, to units that have been told and have not answered for some days. */
export async function insertSecondNotices(
  trx: Kysely<Tables>,
  { campaign, reminders }: Rules,
  steps: readonly DueStep[],
  when: When,
): Promise<void> {
  const first = steps.filter(({ duty }) => duty === NOTICE)
  if (first.length === 0) return
  const before = addDays(when.today, -reminders.notice['again-after'])
  await withSteps(trx, first)
    .insertInto('reminders')
    .columns(COLUMNS)
    .expression(({ selectFrom }) =>
      selectFrom('reminders')
        .innerJoin('steps', join =>
          join
            .onRef('steps.duty', '=', 'reminders.duty')
            .onRef('steps.due', '=', 'reminders.due')
            .onRef('steps.step', '=', 'reminders.step'),
        )
        .innerJoin('sendings', join =>
          join
            .onRef('sendings.unit_id', '=', 'reminders.unit_id')
            .onRef('sendings.day', '=', 'reminders.day'),
        )
        .select(['reminders.unit_id', 'reminders.duty', 'reminders.due'])
        .select([
          sql<string>`'again'`.as('step'),
          dayFor('reminders.unit_id', when).as('day'),
          sql.lit(when.now).as('planned_at'),
        ])
        .distinct()
        .where('reminders.day', '<=', before)
        .where('sendings.state', 'in', ['told', 'sent'])
        .where(isUnanswered('reminders.unit_id', campaign)),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/**
 * Brings to today what nobody has heard though its step is still the newest: nobody was there then, or the day was over
 * before it could go. Somebody must be there now who was not tried.
 */
export async function moveUnheard(
  trx: Kysely<Tables>,
  steps: readonly DueStep[],
  today: CivilDate,
): Promise<void> {
  await withSteps(trx, steps)
    .updateTable('reminders')
    .set({ day: today })
    .where('reminders.day', '<', today)
    .where('reminders.void_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('steps')
          .select('steps.duty')
          .whereRef('steps.duty', '=', 'reminders.duty')
          .whereRef('steps.due', '=', 'reminders.due')
          .whereRef('steps.step', '=', 'reminders.step'),
      ),
    )
    .where(sql<boolean>`not exists (
      select 1 from sendings s where s.unit_id = reminders.unit_id
      and (s.day = ${today} or s.day = reminders.day and s.state not in ('lapsed', 'gone')))`)
    .where(sql<boolean>`exists (
      select 1 from members m where m.unit_id = reminders.unit_id and m.left_at is null
      and not exists (
        select 1 from sendings s where s.unit_id = reminders.unit_id and s.day = reminders.day
        and s.member_id = m.id and s.state = 'gone'))`)
    .execute()
}

function withSteps(trx: Kysely<Tables>, steps: readonly DueStep[]) {
  const rows = steps.map(
    ({ duty, due, step, later }) => sql`(cast(${duty} as text), ${due}, ${step}, ${later})`,
  )
  return trx.with('steps(duty, due, step, later)', () => sql<DueStep>`(values ${sql.join(rows)})`)
}

/** Today, unless the unit is being told something today already. */
function dayFor(unit: string, { today }: When) {
  return sql<string>`case when exists (
    select 1 from sendings where sendings.unit_id = ${sql.ref(unit)} and sendings.day = ${today}
  ) then steps.later else cast(${today} as text) end`
}
