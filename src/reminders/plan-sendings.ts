import { type Kysely, sql } from 'kysely'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import { mayBeHeard } from './sending-store.ts'

/**
 * What could not go on its day goes no more: it is planned anew, with whatever else there is then. What may have been heard
 * all the same is left to whoever sends.
 */
export async function closeEarlierDays(trx: Kysely<Tables>, today: CivilDate, now: Instant): Promise<void> {
  await trx
    .updateTable('sendings')
    .set({ state: 'lapsed', ended_at: now })
    .where('state', '=', 'due')
    .where('day', '<', today)
    .where('claimed_until', '<=', now)
    .where(({ not }) => not(mayBeHeard('sendings')))
    .execute()
}

/** One for each member of a unit that is told something today; who joins during the day is told as well. */
export async function insertSendings(trx: Kysely<Tables>, today: CivilDate, now: Instant): Promise<void> {
  await trx
    .insertInto('sendings')
    .columns(['unit_id', 'day', 'member_id', 'channel', 'state', 'due_at'])
    .expression(({ selectFrom }) =>
      selectFrom('reminders')
        .innerJoin('members', 'members.unit_id', 'reminders.unit_id')
        .select(['reminders.unit_id', 'reminders.day', 'members.id as member_id', 'members.channel'])
        .select([sql<string>`'due'`.as('state'), sql.lit(now).as('due_at')])
        .distinct()
        .where('reminders.day', '=', today)
        .where('reminders.void_at', 'is', null)
        .where('members.left_at', 'is', null),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
