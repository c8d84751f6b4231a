import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import { isUniqueViolation } from '../storage/violations.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Contact, Member, Unit } from './unit.ts'

export type Membership = { member: Member; unit: Unit }

export type Joining = {
  id: string
  unitId: string
  person: PersonKey
  ref: PersonRef
  contact: Contact
  consent: string
  at: Instant
}

/** Units and who acts for them. Identity and contact of a member are sealed and go when the member leaves. */
export interface UnitStore {
  membershipOf(person: PersonKey): Promise<Membership | null>
  byCreditCode(creditCode: string): Promise<Unit | null>
  byId(id: string): Promise<Unit | null>
  contactOf(memberId: string): Promise<Contact | null>
  /** False where the credit code is taken meanwhile; nothing is written then. */
  found(unit: Unit, founder: Joining): Promise<boolean>
  update(unit: Unit, memberId: string, contact: Contact, at: Instant): Promise<'ok' | 'code-taken'>
  /** Joins with an invite; false where it was wrong, used or too old. */
  join(inviteHash: string, joining: Joining): Promise<boolean>
  inviteFits(inviteHash: string, unitId: string, at: Instant): Promise<boolean>
  invite(
    inviteHash: string,
    from: Pick<Member, 'id' | 'unitId'>,
    at: Instant,
    expiresAt: Instant,
  ): Promise<void>
  leave(person: PersonKey, at: Instant): Promise<void>
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
      return {
        unit: toUnit(row),
        member: { id: row.member_id, unitId: row.id, role: row.role as Member['role'] },
      }
    },

    async byCreditCode(creditCode) {
      const row = await db
        .selectFrom('units')
        .selectAll()
        .where('credit_code', '=', creditCode)
        .executeTakeFirst()
      return row ? toUnit(row) : null
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
      return row?.contact ? (JSON.parse(text(seal.open('contact', memberId, row.contact))) as Contact) : null
    },

    async found(unit, founder) {
      try {
        await db.transaction().execute(async trx => {
          await trx
            .insertInto('units')
            .values({ ...fromUnit(unit), created_at: founder.at, updated_at: founder.at })
            .execute()
          await insertMember(trx, founder, 'lead')
        })
        return true
      } catch (thrown) {
        if (isUniqueViolation(thrown)) return false
        throw thrown
      }
    },

    async update(unit, memberId, contact, at) {
      try {
        await db.transaction().execute(async trx => {
          await trx
            .updateTable('units')
            .set({ ...fromUnit(unit), updated_at: at })
            .where('id', '=', unit.id)
            .execute()
          await trx
            .updateTable('members')
            .set(sealedContact(memberId, contact))
            .where('id', '=', memberId)
            .execute()
        })
        return 'ok'
      } catch (thrown) {
        if (isUniqueViolation(thrown)) return 'code-taken'
        throw thrown
      }
    },

    async join(inviteHash, joining) {
      return db.transaction().execute(async trx => {
        const used = await trx
          .updateTable('invites')
          .set({ used_at: joining.at, used_by: joining.id })
          .where('code_hash', '=', inviteHash)
          .where('unit_id', '=', joining.unitId)
          .where('used_at', 'is', null)
          .where('expires_at', '>', joining.at)
          .executeTakeFirst()
        if (used.numUpdatedRows === 0n) return false
        await insertMember(trx, joining, 'clerk')
        return true
      })
    },

    async inviteFits(inviteHash, unitId, at) {
      const row = await db
        .selectFrom('invites')
        .select('unit_id')
        .where('code_hash', '=', inviteHash)
        .where('unit_id', '=', unitId)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return row !== undefined
    },

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

    async leave(person, at) {
      await db
        .updateTable('members')
        .set({ left_at: at, identity: null, contact: null, phone_hash: null })
        .where('person', '=', person)
        .where('left_at', 'is', null)
        .execute()
    },
  }

  async function insertMember(trx: Kysely<Tables>, joining: Joining, role: Member['role']): Promise<void> {
    await trx
      .insertInto('members')
      .values({
        id: joining.id,
        unit_id: joining.unitId,
        person: joining.person,
        role,
        identity: seal.seal('identity', joining.id, bytes(JSON.stringify(joining.ref))),
        ...sealedContact(joining.id, joining.contact),
        consent: joining.consent,
        consent_at: joining.at,
        joined_at: joining.at,
      })
      .execute()
  }

  function sealedContact(memberId: string, contact: Contact) {
    return {
      contact: seal.seal('contact', memberId, bytes(JSON.stringify(contact))),
      phone_hash: seal.hash('phone', contact.phone),
    }
  }
}

function toUnit(row: Selectable<Tables['units']>): Unit {
  return {
    id: row.id,
    subject: row.subject as Unit['subject'],
    name: row.name,
    creditCode: row.credit_code,
    district: row.district,
    industry: row.industry,
    highRisk: row.high_risk === null ? null : row.high_risk === 1,
    specialOps: row.special_ops === null ? null : row.special_ops === 1,
    level: row.level as Unit['level'],
    bureau: row.bureau,
  }
}

function fromUnit(unit: Unit) {
  return {
    id: unit.id,
    subject: unit.subject,
    name: unit.name,
    credit_code: unit.creditCode,
    district: unit.district,
    industry: unit.industry,
    high_risk: flag(unit.highRisk),
    special_ops: flag(unit.specialOps),
    level: unit.level,
    bureau: unit.bureau,
  }
}

const flag = (value: boolean | null): number | null => (value === null ? null : Number(value))
const bytes = (value: string): Uint8Array => Buffer.from(value, 'utf8')
const text = (value: Uint8Array): string => Buffer.from(value).toString('utf8')
