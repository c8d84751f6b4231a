import type { Kysely } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Tables } from '../storage/tables.ts'
import { type AgeIdentity, type AgeRecipient, newIdentity, recipientOf } from './age-identity.ts'
import { readPadded, writePadded } from './padded-json.ts'
import { openWith, sealTo } from './sealing.ts'

/**
 * What could name the reporter is kept apart from the tip: a contact for the custodians, a link for the sender. Each has a
 * key of its own in `tip_keys`; to destroy that row destroys it, in every copy of the database that is without the row.
 */
export const APART = { contact: 'tip_contacts', link: 'tip_links' } as const
/** A contact or a link. */
export type Apart = keyof typeof APART

export type SealedApart = { body: Uint8Array; key: { id: string; holder: string; identity: Uint8Array } }

/** Longer than nearly every name and phone, or openid. */
const BLOCK = 512

/** Under a new key, which only these readers can open. */
export async function sealApart(
  kept: Apart,
  value: object,
  readers: readonly AgeRecipient[],
  random: Random,
): Promise<SealedApart> {
  const identity = newIdentity(random)
  return {
    body: await sealTo([await recipientOf(identity)], writePadded(value, BLOCK)),
    key: {
      id: newId(random),
      holder: kept === 'contact' ? 'custodians' : 'sender',
      identity: await sealTo(readers, Buffer.from(identity)),
    },
  }
}

/** Null where this identity does not open it. */
export async function openApart<T>(
  identity: AgeIdentity,
  sealed: { body: Uint8Array; identity: Uint8Array },
): Promise<T | null> {
  const key = await openWith(identity, sealed.identity)
  const plain = key && (await openWith(Buffer.from(key).toString(), sealed.body))
  return plain && readPadded<T>(plain)
}

/** Whether there is one that has not been destroyed. */
export async function isKept(db: Kysely<Tables>, kept: Apart, tip: string): Promise<boolean> {
  const row = await db
    .selectFrom(APART[kept])
    .select('tip')
    .where('tip', '=', tip)
    .where('destroyed_on', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** In the place of one before, which must have been destroyed. */
export async function keepApart(
  trx: Kysely<Tables>,
  kept: Apart,
  tip: string,
  { body, key }: SealedApart,
  destroy_on: CivilDate,
): Promise<void> {
  await trx.insertInto('tip_keys').values(key).execute()
  const row = { tip, key: key.id, body, destroy_on, destroyed_on: null }
  await trx
    .insertInto(APART[kept])
    .values(row)
    .onConflict(conflict => conflict.column('tip').doUpdateSet(row))
    .execute()
}

/** False where there is none, or none any more. The retention sees to it that the key leaves the disk as well. */
export async function destroyApart(
  trx: Kysely<Tables>,
  kept: Apart,
  tip: string,
  today: CivilDate,
): Promise<boolean> {
  const row = await trx
    .selectFrom(APART[kept])
    .select('key')
    .where('tip', '=', tip)
    .where('destroyed_on', 'is', null)
    .executeTakeFirst()
  if (!row) return false
  await trx
    .updateTable(APART[kept])
    .set({ key: null, body: null, destroyed_on: today })
    .where('tip', '=', tip)
    .execute()
  await trx.deleteFrom('tip_keys').where('id', '=', row.key).execute()
  if (kept === 'link') await dropNotices(trx, tip)
  return true
}

/** Nobody can be told any more. */
async function dropNotices(trx: Kysely<Tables>, tip: string): Promise<void> {
  await trx
    .updateTable('tip_outbox')
    .set({ state: 'dropped' })
    .where('tip', '=', tip)
    .where('state', '=', 'due')
    .execute()
}
