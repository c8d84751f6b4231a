import type { Kysely, Updateable } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'

/** A tip as somebody saw it. */
export type TipRef = { number: string; version: number }

/** `actor` is a handler as `bureau/name`, or one of these. */
export const REPORTER = 'reporter'
export const RETENTION = 'retention'

export type TipEvent = { day: CivilDate; actor: string; action: string; note?: Uint8Array | null }

/**
 * A change that hangs on what was seen: one more version, and an event under its number. False where the tip has changed
 * meanwhile; nothing is written then, and nothing more may be.
 */
export async function changeTip(
  trx: Kysely<Tables>,
  { number, version }: TipRef,
  event: TipEvent,
  changes: Updateable<Tables['tips']> = {},
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('tips')
    .set({ ...changes, version: version + 1 })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await addEvent(trx, { number, version: version + 1 }, event)
  return true
}

/** A change that holds whatever happened meanwhile. Gives the version it made. */
export async function noteOnTip(trx: Kysely<Tables>, number: string, event: TipEvent): Promise<number> {
  const { version } = await trx
    .updateTable('tips')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('number', '=', number)
    .returning('version')
    .executeTakeFirstOrThrow()
  await addEvent(trx, { number, version }, event)
  return version
}

/** For the version a tip begins with; every other comes of a change. */
export async function addEvent(
  trx: Kysely<Tables>,
  { number, version }: TipRef,
  { note = null, ...event }: TipEvent,
): Promise<void> {
  await trx
    .insertInto('tip_events')
    .values({ tip: number, version, note, ...event })
    .execute()
}
