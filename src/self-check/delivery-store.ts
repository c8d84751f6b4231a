import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'

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
    async record({ unitId, receipt, photos, deliveredOn, memberId }, message, at) {
      await db
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
    },

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
        .selectFrom('deliveries')
        .innerJoin('filings', 'filings.receipt', 'deliveries.receipt')
        .innerJoin('self_checks', 'self_checks.id', 'filings.self_check_id')
        .select('deliveries.message')
        .where('self_checks.campaign', '=', campaign)
        .where('self_checks.unit_id', '=', unitId)
        .where('delivered_on', 'is not', null)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
