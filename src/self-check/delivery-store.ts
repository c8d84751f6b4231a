import type { Kysely } from 'kysely'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'

/** Stamped papers as photographed, and the day they were brought to the bureau; null while they were not. */
export type Delivered = { photos: string[]; deliveredOn: CivilDate | null }

export type Delivery = Delivered & { unitId: string; receipt: string; memberId: string }

/** A version as it was filed. */
export type FiledVersion = { receipt: string; filedAt: Instant }

export interface DeliveryStore {
  /** Records it once under its message. */
  record(delivery: Delivery, message: string, at: Instant): Promise<void>
  /** The versions filed up to this one as the same kind of unit, the first one first. */
  versionsUpTo(receipt: string): Promise<FiledVersion[]>
  /** All that was recorded of one filing, in order. */
  ofFiling(receipt: string): Promise<Delivered[]>
  /**
   * The last version whose papers the unit has brought to the bureau in this campaign, of those filed as the kind of unit
   * that the last one was; null where it brought none.
   */
  versionBrought(campaign: string, unitId: string): Promise<number | null>
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
        if (deliveredOn === null) return
        const filing = await trx
          .selectFrom('filings')
          .select('self_check_id')
          .where('receipt', '=', receipt)
          .executeTakeFirst()
        if (filing) await dateSelfCheck(trx, filing.self_check_id)
      }),

    async versionsUpTo(receipt) {
      const rows = await db
        .selectFrom('filings')
        .innerJoin('filings as last', join =>
          join
            .onRef('last.self_check_id', '=', 'filings.self_check_id')
            .onRef('last.subject', '=', 'filings.subject')
            .onRef('last.version', '>=', 'filings.version'),
        )
        .select(['filings.receipt', 'filings.filed_at'])
        .where('last.receipt', '=', receipt)
        .orderBy('filings.version')
        .execute()
      return rows.map(row => ({ receipt: row.receipt, filedAt: row.filed_at }))
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

    versionBrought: (campaign, unitId) => versionBrought(db, campaign, unitId),
  }
}

export async function versionBrought(
  db: Kysely<Tables>,
  campaign: string,
  unitId: string,
): Promise<number | null> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('filings', 'filings.receipt', 'deliveries.receipt')
    .innerJoin('self_checks', 'self_checks.id', 'filings.self_check_id')
    .select('filings.version')
    .where('self_checks.campaign', '=', campaign)
    .where('self_checks.unit_id', '=', unitId)
    .whereRef('filings.subject', '=', 'self_checks.filed_subject')
    .where('deliveries.delivered_on', 'is not', null)
    .orderBy('filings.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.version ?? null
}

/**
 * The first day counts: papers brought again later were in time all the same. Those of a version filed as another kind of
 * unit do not.
 */
export async function dateSelfCheck(trx: Kysely<Tables>, selfCheckId: string): Promise<void> {
  await trx
    .updateTable('self_checks')
    .set(({ selectFrom }) => ({
      delivered_on: selectFrom('deliveries')
        .innerJoin('filings', 'filings.receipt', 'deliveries.receipt')
        .select(({ fn }) => fn.min('deliveries.delivered_on').as('first'))
        .whereRef('filings.self_check_id', '=', 'self_checks.id')
        .whereRef('filings.subject', '=', 'self_checks.filed_subject'),
    }))
    .where('id', '=', selfCheckId)
    .execute()
}
