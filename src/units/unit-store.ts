import type { Kysely } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import { isUniqueViolation } from '../storage/violations.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Key } from './code.ts'
import {
  contactColumns,
  holdUnit,
  insertMember,
  type Joining,
  membersNow,
  openContact,
} from './member-rows.ts'
import type { Contact, Member, Unit } from './unit.ts'
import { fromUnit, toUnit } from './unit-row.ts'

export type { Joining } from './member-rows.ts'

/** `isListed`: the unit is as the roster has it, and its members cannot change that. */
export type Membership = { member: Member; unit: Unit; isListed: boolean }

/** `isTaken`: somebody has acted for it once, so that its credit code alone opens it to nobody any more. */
export type KnownUnit = { unit: Unit; isListed: boolean; isTaken: boolean }

/** Units, and how people come to act for them. Identity and contact of a member are sealed and go when the member leaves. */
export interface UnitStore {
  membershipOf(person: PersonKey): Promise<Membership | null>
  byCreditCode(creditCode: string): Promise<KnownUnit | null>
  byId(id: string): Promise<Unit | null>
  contactOf(memberId: string): Promise<Contact | null>
  /** False where the credit code is taken meanwhile; nothing is written then. */
  found(unit: Unit, founder: Joining): Promise<boolean>
  /** The first member of a unit nobody has acted for; false where somebody has meanwhile. */
  claim(joining: Joining): Promise<boolean>
  /** `listed`: the roster has it now, and only the contact was changed. */
  update(unit: Unit, memberId: string, contact: Contact, at: Instant): Promise<'ok' | 'code-taken' | 'listed'>
  changeContact(memberId: string, contact: Contact): Promise<void>
  /** The unit that a code opens. */
  openedBy(key: Key, at: Instant): Promise<Unit | null>
  /** Joins with a code, as its lead where nobody else is there; null where the code does not open this unit any more. */
  join(key: Key, joining: Joining): Promise<Member['role'] | null>
  invite(
    inviteHash: string,
    from: Pick<Member, 'id' | 'unitId'>,
    at: Instant,
    expiresAt: Instant,
  ): Promise<void>
}

export function createUnitStore({ db }: Database, seal: Seal): UnitStore {
  return {
    async membershipOf(person) {
      const row = await db
        .selectFrom('members')
        .innerJoin('units', 'units.id', 'members.unit_id')
        .selectAll('units')
        .select(['members.id as member_id', 'members.role'])
        .where('members.person', '=', person)
        .where('members.left_at', 'is', null)
        .executeTakeFirst()
      if (!row) return null
      const member = { id: row.member_id, unitId: row.id, role: row.role as Member['role'] }
      return { unit: toUnit(row), member, isListed: row.listed_at !== null }
    },

    async byCreditCode(creditCode) {
      const row = await db
        .selectFrom('units')
        .selectAll()
        .select(eb =>
          eb
            .selectFrom('members')
            .select('members.id')
            .whereRef('members.unit_id', '=', 'units.id')
            .limit(1)
            .as('somebody'),
        )
        .where('credit_code', '=', creditCode)
        .executeTakeFirst()
      return row
        ? { unit: toUnit(row), isListed: row.listed_at !== null, isTaken: row.somebody !== null }
        : null
    },

    async byId(id) {
      const row = await db.selectFrom('units').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? toUnit(row) : null
    },

    async contactOf(memberId) {
      const row = await db
        .selectFrom('members')
        .select('contact')
        .where('id', '=', memberId)
        .executeTakeFirst()
      return row?.contact ? openContact(seal, memberId, row.contact) : null
    },

    found: (unit, founder) =>
      unlessTaken(async trx => {
        const times = { created_at: founder.at, updated_at: founder.at }
        await trx
          .insertInto('units')
          .values({ ...fromUnit(unit), ...times })
          .execute()
        await insertMember(trx, seal, founder, 'lead')
        return true
      }, false),

    claim: joining =>
      db.transaction().execute(async trx => {
        await holdUnit(trx, joining.unitId)
        const somebody = await trx
          .selectFrom('members')
          .select('id')
          .where('unit_id', '=', joining.unitId)
          .executeTakeFirst()
        if (somebody) return false
        await insertMember(trx, seal, joining, 'lead')
        return true
      }),

    update: (unit, memberId, contact, at) =>
      unlessTaken(async trx => {
        const updated = await trx
          .updateTable('units')
          .set({ ...fromUnit(unit), updated_at: at })
          .where('id', '=', unit.id)
          .where('listed_at', 'is', null)
          .executeTakeFirst()
        await writeContact(trx, memberId, contact)
        return updated.numUpdatedRows === 0n ? 'listed' : 'ok'
      }, 'code-taken'),

    changeContact: (memberId, contact) => writeContact(db, memberId, contact),

    async openedBy(key, at) {
      const row = await openUnits(db, key, at).selectAll('units').executeTakeFirst()
      return row ? toUnit(row) : null
    },

    join: (key, joining) =>
      db.transaction().execute(async trx => {
        const { unitId, at } = joining
        await holdUnit(trx, unitId)
        const isOpen = await openUnits(trx, key, at)
          .select('units.id')
          .where('units.id', '=', unitId)
          .execute()
        if (isOpen.length === 0) return null
        await trx
          .updateTable('invites')
          .set({ used_at: at, used_by: joining.id })
          .where('code_hash', '=', key.invite)
          .execute()
        const others = await membersNow(trx, unitId).select('id').limit(1).execute()
        const role = others.length > 0 ? 'clerk' : 'lead'
        await insertMember(trx, seal, joining, role)
        return role
      }),

    async invite(inviteHash, from, at, expiresAt) {
      await db
        .insertInto('invites')
        .values({
          code_hash: inviteHash,
          unit_id: from.unitId,
          made_by: from.id,
          made_at: at,
          expires_at: expiresAt,
        })
        .onConflict(conflict => conflict.column('code_hash').doNothing())
        .execute()
    },
  }

  /** In one transaction; `taken` where its credit code is another unit's. */
  async function unlessTaken<T, U>(work: (trx: Kysely<Tables>) => Promise<T>, taken: U): Promise<T | U> {
    try {
      return await db.transaction().execute(work)
    } catch (thrown) {
      if (isUniqueViolation(thrown)) return taken
      throw thrown
    }
  }

  async function writeContact(trx: Kysely<Tables>, memberId: string, contact: Contact): Promise<void> {
    await trx
      .updateTable('members')
      .set(contactColumns(seal, memberId, contact))
      .where('id', '=', memberId)
      .where('left_at', 'is', null)
      .execute()
  }
}

/** By its binding code, or by an invite that is fresh and unused. */
function openUnits(db: Kysely<Tables>, key: Key, at: Instant) {
  return db
    .selectFrom('units')
    .where(eb =>
      eb.or([
        eb('binding_hash', '=', key.binding),
        eb(
          'units.id',
          '=',
          eb
            .selectFrom('invites')
            .select('unit_id')
            .where('code_hash', '=', key.invite)
            .where('used_at', 'is', null)
            .where('expires_at', '>', at),
        ),
      ]),
    )
}
