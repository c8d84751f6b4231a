import type { Kysely } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import type { PersonKey } from '../turn/store.ts'
import { forgotten, holdUnit, membersNow, openContact } from './member-rows.ts'
import type { Contact, Member } from './unit.ts'

export type NamedMember = Member & { person: PersonKey; contact: Contact | null }

export type MemberChange = { memberId: string; what: 'lead' | 'remove' }

/** `heir`: who leads from now on, because the lead has left. */
export type Departure = { unitId: string; heir: { id: string; person: PersonKey } | null }

/** Who acts for a unit. However changes fall together, one of the members leads. */
export interface MemberStore {
  /** In the order in which they joined. */
  of(unitId: string): Promise<NamedMember[]>
  /** Whom one of these changes concerns, also where it is made already. */
  person(memberId: string): Promise<PersonKey | null>
  /**
   * The lead hands over, or removes others: all of it or nothing. `not-lead`: somebody else leads by now; `gone`: one of
   * them has left. Changes that stand already are no fault, so that a retry finds its own.
   */
  change(
    unitId: string,
    leadId: string,
    changes: MemberChange[],
    at: Instant,
  ): Promise<'ok' | 'not-lead' | 'gone'>
  /** Null for whoever is a member of nothing. */
  leave(person: PersonKey, at: Instant): Promise<Departure | null>
}

export function createMemberStore({ db }: Database, seal: Seal): MemberStore {
  return {
    async of(unitId) {
      const rows = await membersNow(db, unitId).select(['id', 'person', 'role', 'contact']).execute()
      return rows.map(({ id, person, role, contact }) => ({
        id,
        unitId,
        person,
        role: role as Member['role'],
        contact: contact && openContact(seal, id, contact),
      }))
    },

    async person(memberId) {
      const row = await db
        .selectFrom('members')
        .select('person')
        .where('id', '=', memberId)
        .executeTakeFirst()
      return row?.person ?? null
    },

    change: (unitId, leadId, changes, at) =>
      db.transaction().execute(async trx => {
        await holdUnit(trx, unitId)
        const members = await membersNow(trx, unitId).select(['id', 'role']).execute()
        const roles = new Map(members.map(({ id, role }) => [id, role]))
        const open = changes.filter(({ memberId, what }) =>
          what === 'lead' ? roles.get(memberId) !== 'lead' : roles.has(memberId),
        )
        if (open.length === 0) return 'ok'
        if (roles.get(leadId) !== 'lead') return 'not-lead'
        if (open.some(({ memberId }) => !roles.has(memberId))) return 'gone'
        for (const { memberId, what } of open) {
          if (what === 'lead') await handOver(trx, leadId, memberId)
          else await forget(trx, memberId, at)
        }
        return 'ok'
      }),

    leave: (person, at) =>
      db.transaction().execute(async trx => {
        const present = await trx
          .selectFrom('members')
          .select(['id', 'unit_id'])
          .where('person', '=', person)
          .where('left_at', 'is', null)
          .executeTakeFirst()
        if (!present) return null
        await holdUnit(trx, present.unit_id)
        const left = await forget(trx, present.id, at)
        if (!left) return null
        return {
          unitId: present.unit_id,
          heir: left.role === 'lead' ? await promote(trx, present.unit_id) : null,
        }
      }),
  }
}

async function handOver(trx: Kysely<Tables>, from: string, to: string): Promise<void> {
  for (const [id, role] of [
    [from, 'clerk'],
    [to, 'lead'],
  ] as const) {
    await trx.updateTable('members').set({ role }).where('id', '=', id).execute()
  }
}

async function forget(trx: Kysely<Tables>, memberId: string, at: Instant): Promise<{ role: string } | null> {
  const row = await trx
    .updateTable('members')
    .set(forgotten(at))
    .where('id', '=', memberId)
    .where('left_at', 'is', null)
    .returning('role')
    .executeTakeFirst()
  return row ?? null
}

/** The one who has been there longest. */
async function promote(trx: Kysely<Tables>, unitId: string): Promise<Departure['heir']> {
  const heir = await membersNow(trx, unitId).select(['id', 'person']).limit(1).executeTakeFirst()
  if (!heir) return null
  await trx.updateTable('members').set({ role: 'lead' }).where('id', '=', heir.id).execute()
  return heir
}
