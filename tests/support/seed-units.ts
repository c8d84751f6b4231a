import type { Insertable } from 'kysely'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import type { Tables } from '../../src/storage/tables.ts'
import type { PersonRef } from '../../src/turn/inbound.ts'
import { personKey } from '../../src/turn/person-key.ts'
import { content } from './content.ts'
import { creditCode } from './conversations.ts'
import { seededRandom } from './world.ts'

export const SEED_SEAL = createSeal(Buffer.alloc(32, 'k'), seededRandom('seal'))

type UnitRow = Insertable<Tables['units']>

/** A unit's row; made up, and of its own for each number. */
export function unitRow(number: number, more: Partial<UnitRow> = {}): UnitRow {
  return {
    id: number.toString(16).padStart(32, '0'),
    subject: 'training-institution',
    name: `示例安全培训学校${number}`,
    credit_code: creditCode(number),
    district: 'licheng',
    industry: null,
    high_risk: null,
    special_ops: 0,
    level: 'county',
    bureau: 'licheng',
    created_at: 0,
    updated_at: 0,
    ...more,
  }
}

export function memberRef(number: number, channel: PersonRef['channel'] = 'wechat'): PersonRef {
  return { channel, account: 'gh_test', id: `o${number}` }
}

export function memberRow(
  number: number,
  unit_id: string,
  more: Partial<Insertable<Tables['members']>> = {},
): Insertable<Tables['members']> {
  const id = `${number.toString(16).padStart(31, '0')}m`
  const ref = memberRef(number)
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))
  return {
    id,
    unit_id,
    person: personKey(SEED_SEAL, ref),
    role: 'lead',
    identity: SEED_SEAL.seal('identity', id, bytes(ref)),
    contact: SEED_SEAL.seal('contact', id, bytes({ name: '示例联系人', phone: '13800000000' })),
    phone_hash: null,
    consent: '2022-03',
    consent_at: 0,
    joined_at: 0,
    left_at: null,
    ...more,
  }
}

/** Rows of units with one member each. */
export async function seedUnits(
  { db }: Database,
  units: readonly UnitRow[],
  members: readonly Insertable<Tables['members']>[],
): Promise<void> {
  await db
    .insertInto('units')
    .values([...units])
    .execute()
  if (members.length > 0)
    await db
      .insertInto('members')
      .values([...members])
      .execute()
}

/** A self-check of the campaign as filed; `problems` null: begun and not filed. */
export async function fileFor(
  { db }: Database,
  unit: UnitRow,
  more: Partial<Insertable<Tables['self_checks']>> = {},
): Promise<void> {
  await db
    .insertInto('self_checks')
    .values({
      id: unit.id,
      campaign: content.campaign.id,
      unit_id: unit.id,
      subject: unit.subject,
      content_hash: 'hash',
      started_at: 0,
      started_by: 'member',
      updated_at: 0,
      version: 1,
      problems: 0,
      unsettled: 0,
      delivered_on: null,
      filed_subject: unit.subject,
      filed_high_risk: unit.high_risk,
      ...more,
    })
    .execute()
}
