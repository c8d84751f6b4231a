import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'

/** A report of a county bureau as it was brought to the city: the day, and photos of it. */
export type Fulfilment = {
  unitId: string
  campaign: string
  obligation: string
  deliveredOn: CivilDate
  photos: string[]
  memberId: string
}

export interface FulfilmentStore {
  /** Another one of the same obligation takes the place of the one before. */
  record(fulfilment: Fulfilment, message: string, at: Instant): Promise<void>
  /** Ids of the obligations that a unit has fulfilled so. */
  of(campaign: string, unitId: string): Promise<string[]>
}

export function createFulfilmentStore({ db }: Database): FulfilmentStore {
  return {
    async record({ unitId, campaign, obligation, deliveredOn, photos, memberId }, message, at) {
      const as = {
        delivered_on: deliveredOn,
        photos: JSON.stringify(photos),
        member_id: memberId,
        message,
        recorded_at: at,
      }
      await db
        .insertInto('fulfilments')
        .values({ unit_id: unitId, campaign, obligation, ...as })
        .onConflict(conflict => conflict.columns(['unit_id', 'campaign', 'obligation']).doUpdateSet(as))
        .execute()
    },

    async of(campaign, unitId) {
      const rows = await db
        .selectFrom('fulfilments')
        .select('obligation')
        .where('unit_id', '=', unitId)
        .where('campaign', '=', campaign)
        .execute()
      return rows.map(({ obligation }) => obligation)
    },
  }
}
