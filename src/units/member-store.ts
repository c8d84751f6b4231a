import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import type { PersonKey } from '../turn/store.ts'
import { forgotten, holdUnit, membersNow, openContact } from './member-rows.ts'
import type { Contact, Member } from './unit.ts'

export type NamedMember = Member & { person: PersonKey; contact: Contact | null }

export type MemberChange = { memberId: string; what: 'lead' | 'remove' }

/** Who leads from now on, because the lead has left. */
export type Heir = { id: string; person: PersonKey }

/** What a change is made under: made again under the same message it is found made. */
export type Under = { message: string; at: Instant }

/** Who acts for a unit. However changes fall together, one of the members leads. */
export interface MemberStore {
  /** In the order in which they joined. */
  of(unitId: string): Promise<NamedMember[]>
  /** Also of a member who has left. */
  person(memberId: string): Promise<PersonKey | null>
  /**
   * The lead hands over, or removes others: all of it or nothing, each with a line in the audit trail. `not-lead`: somebody
   * else leads by now; `gone`: one of them has left.
   */
  change(
    unitId: string,
    leadId: string,
    changes: MemberChange[],
    under: Under,
  ): Promise<'ok' | 'not-lead' | 'gone'>
  /** The same by the bureau's operator, who needs no lead for it; where the lead goes, an heir leads. */
  order(unitId: string, change: MemberChange, under: Under): Promise<'ok' | 'gone'>
  /** Forgets a person, who may be a member of nothing. */
  leave(person: PersonKey, under: Under): Promise<Heir | null>
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

    change: (unitId, leadId, changes, under) =>
      db.transaction().execute(async trx => {
        await holdUnit(trx, unitId)
        const lines = changes.map(change => auditLine(leadId, change, under))
        if ((await linesOf(trx, lines)).length > 0) return 'ok'
        const members = await membersNow(trx, unitId).select(['id', 'role']).execute()
        const roles = new Map(members.map(({ id, role }) => [id, role]))
        if (roles.get(leadId) !== 'lead') return 'not-lead'
        if (changes.some(({ memberId }) => !roles.has(memberId))) return 'gone'
        for (const { memberId, what } of changes) {
          if (what === 'lead') await handOver(trx, leadId, memberId)
          else await forget(trx, memberId, under.at)
        }
        await trx.insertInto('audit').values(lines).execute()
        return 'ok'
      }),

    order: (unitId, change, under) =>
      db.transaction().execute(async trx => {
        await holdUnit(trx, unitId)
        const members = await membersNow(trx, unitId).select(['id', 'role']).execute()
        if (!members.some(({ id }) => id === change.memberId)) return 'gone'
        const lead = members.find(({ role }) => role === 'lead')?.id
        if (change.what === 'lead') await handOver(trx, lead, change.memberId)
        else {
          await forget(trx, change.memberId, under.at)
          if (lead === change.memberId) await promote(trx, unitId)
        }
        await trx
          .insertInto('audit')
          .values(auditLine('operator', change, under))
          .execute()
        return 'ok'
      }),

    leave: (person, under) =>
      db.transaction().execute(async trx => {
        const present = await trx
          .selectFrom('members')
          .select(['id', 'unit_id'])
          .where('person', '=', person)
          .where('left_at', 'is', null)
          .executeTakeFirst()
        if (!present) return heirUnder(trx, under)
        await holdUnit(trx, present.unit_id)
        const left = await forget(trx, present.id, under.at)
        const heir = left?.role === 'lead' ? await promote(trx, present.unit_id) : null
        if (heir) {
          const line = { id: `${under.message}:heir`, at: under.at, actor: present.id }
          await trx
            .insertInto('audit')
            .values({ ...line, action: 'lead-inherited', target: heir.id })
            .execute()
        }
        return heir
      }),
  }
}

type AuditLine = Selectable<Tables['audit']>

function auditLine(actor: string, { memberId, what }: MemberChange, { message, at }: Under): AuditLine {
  const action = what === 'lead' ? 'lead-handed-over' : 'member-removed'
  return { id: `${message}:${memberId}`, at, actor, action, target: memberId }
}

function linesOf(trx: Kysely<Tables>, lines: AuditLine[]) {
  const ids = lines.map(({ id }) => id)
  return trx.selectFrom('audit').select('id').where('id', 'in', ids).execute()
}

/** Whom this very message made lead, before a crash. */
async function heirUnder(trx: Kysely<Tables>, { message }: Under): Promise<Heir | null> {
  const row = await trx
    .selectFrom('audit')
    .innerJoin('members', 'members.id', 'audit.target')
    .select(['members.id', 'person'])
    .where('audit.id', '=', `${message}:heir`)
    .executeTakeFirst()
  return row ?? null
}

async function handOver(trx: Kysely<Tables>, from: string | undefined, to: string): Promise<void> {
  if (from) await trx.updateTable('members').set({ role: 'clerk' }).where('id', '=', from).execute()
  await trx.updateTable('members').set({ role: 'lead' }).where('id', '=', to).execute()
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
async function promote(trx: Kysely<Tables>, unitId: string): Promise<Heir | null> {
  const heir = await membersNow(trx, unitId).select(['id', 'person']).limit(1).executeTakeFirst()
  if (!heir) return null
  await trx.updateTable('members').set({ role: 'lead' }).where('id', '=', heir.id).execute()
  return heir
}
