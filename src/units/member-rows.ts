import type { Kysely } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Contact, Member } from './unit.ts'

/** Somebody who becomes a member, and the hash of the script under which they consented. */
export type Joining = {
  id: string
  unitId: string
  person: PersonKey
  ref: PersonRef
  contact: Contact
  consent: string
  at: Instant
}

/** Identity and contact are sealed, each to the member. */
export async function insertMember(
  trx: Kysely<Tables>,
  seal: Seal,
  joining: Joining,
  role: Member['role'],
): Promise<void> {
  await trx
    .insertInto('members')
    .values({
      id: joining.id,
      unit_id: joining.unitId,
      person: joining.person,
      channel: joining.ref.channel,
      role,
      identity: seal.seal('identity', joining.id, Buffer.from(JSON.stringify(joining.ref))),
      ...contactColumns(seal, joining.id, joining.contact),
      consent: joining.consent,
      consent_at: joining.at,
      joined_at: joining.at,
    })
    .execute()
}

/** A contact as it is stored, with a keyed hash of the phone for look-up. */
export function contactColumns(seal: Seal, memberId: string, contact: Contact) {
  return {
    contact: seal.seal('contact', memberId, Buffer.from(JSON.stringify(contact))),
    phone_hash: seal.hash('phone', contact.phone),
  }
}

/** Opens what `contactColumns` sealed. */
export function openContact(seal: Pick<Seal, 'open'>, memberId: string, sealed: Uint8Array): Contact {
  return JSON.parse(Buffer.from(seal.open('contact', memberId, sealed)).toString('utf8')) as Contact
}

/** Of whoever leaves only what they did for the unit stays. */
export function forgotten(at: Instant) {
  return { left_at: at, identity: null, contact: null, phone_hash: null }
}

/** Changes to who acts for a unit wait for each other here, to the end of their transaction. */
export async function holdUnit(trx: Kysely<Tables>, unitId: string): Promise<void> {
  await trx
    .updateTable('units')
    .set(eb => ({ binding: eb.ref('binding') }))
    .where('id', '=', unitId)
    .execute()
}

/** Members there are now, the one who joined first before the others. */
export function membersNow(db: Kysely<Tables>, unitId: string) {
  return db
    .selectFrom('members')
    .where('unit_id', '=', unitId)
    .where('left_at', 'is', null)
    .orderBy('joined_at')
    .orderBy('id')
}
