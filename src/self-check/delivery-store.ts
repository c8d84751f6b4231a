import type { Kysely } from 'kysely'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'

/** Stamped papers as photographed, and the day they were brought to the bureau; null while they were not. */
export type Delivered = { photos: string[]; deliveredOn: CivilDate | null }

export type Delivery = Delivered & { unitId: string; receipt: string; memberId: string }

export interface DeliveryStore {
  /** Records it once under its message. */
  record(delivery: Delivery, message: string, at: Instant): Promise<void>
  /** All that was recorded of one filing, in order. */
  ofFiling(receipt: string): Promise<Delivered[]>
  /** Whether papers of the unit have been brought to the bureau in this campaign. */
  isDelivered(campaign: string, unitId: string): Promise<boolean>
}

export function createDeliveryStore({ db }: Database): DeliveryStore {
  return {
    record: ({ unitId, receipt, photos, deliveredOn, memberId }, message, at) =>
      db.transaction().execute(async trx => {
        await trx
          .insertInto('deliveries')
          .values({
            message,
            unit_id: unitId,
            receipt,
            photos: JSON.stringify(photos),
            delivered_on: deliveredOn,
            member_id: memberId,
            recorded_at: at,
          })
          .onConflict(conflict => conflict.column('message').doNothing())
          .execute()
        if (deliveredOn !== null) await dateSelfCheck(trx, receipt, deliveredOn)
      }),

    async ofFiling(receipt) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['photos', 'delivered_on'])
        .where('receipt', '=', receipt)
        .orderBy('recorded_at')
        .orderBy('message')
        .execute()
      return rows.map(row => ({ photos: JSON.parse(row.photos) as string[], deliveredOn: row.delivered_on }))
    },

    async isDelivered(campaign, unitId) {
      const row = await db
        .selectFrom('self_checks')
        .select('id')
        .where('campaign', '=', campaign)
        .where('unit_id', '=', unitId)
        .where('delivered_on', 'is not', null)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

/** The first day counts: papers brought again later were in time all the same. */
async function dateSelfCheck(trx: Kysely<Tables>, receipt: string, deliveredOn: CivilDate): Promise<void> {
  await trx
    .updateTable('self_checks')
    .set({ delivered_on: deliveredOn })
    .where('id', '=', eb => eb.selectFrom('filings').select('self_check_id').where('receipt', '=', receipt))
    .where(eb => eb.or([eb('delivered_on', 'is', null), eb('delivered_on', '>', deliveredOn)]))
    .execute()
}
