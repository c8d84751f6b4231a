import { sql } from 'kysely'
import type { Campaign } from '../campaign/content.ts'
import type { Speak } from '../dialog/fill.ts'
import type { Database } from '../storage/database.ts'
import { districtName } from './call-table.ts'
import { NOTICE } from './duty-kinds.ts'

/** How far the notice has come in a district: of its units, how many are bound, have been told, and have answered 已知悉. */
export type Reach = { district: string; units: number; bound: number; told: number; acknowledged: number }

/** By district, in the campaign's order; county bureaus pass the notice on and are not counted. */
export async function readReach({ db }: Database, campaign: Campaign): Promise<Reach[]> {
  const rows = await db
    .selectFrom('units')
    .select('district')
    .select(({ fn }) => fn.countAll<number>().as('units'))
    .select([
      count(sql`exists (select 1 from members m where m.unit_id = units.id and m.left_at is null)`).as(
        'bound',
      ),
      count(sql`exists (select 1 from reminders r
        join sendings s on s.unit_id = r.unit_id and s.day = r.day and s.state in ('told', 'sent')
        where r.unit_id = units.id and r.duty = ${NOTICE} and r.void_at is null)`).as('told'),
      count(sql`exists (select 1 from acknowledgements a
        where a.unit_id = units.id and a.campaign = ${campaign.id})`).as('acknowledged'),
    ])
    .where('subject', '!=', 'county-bureau')
    .groupBy('district')
    .execute()
  const order = campaign.districts.map(({ id }) => id)
  return rows.toSorted((a, b) => order.indexOf(a.district) - order.indexOf(b.district))
}

/** As a table, its heads first and the sum last. */
export function reachTable(reach: readonly Reach[], campaign: Campaign, speak: Speak): string[][] {
  const sum = (of: (each: Reach) => number) => reach.reduce((all, each) => all + of(each), 0)
  const all: Reach = {
    district: speak({ phrase: 'reach.all' }),
    units: sum(({ units }) => units),
    bound: sum(({ bound }) => bound),
    told: sum(({ told }) => told),
    acknowledged: sum(({ acknowledged }) => acknowledged),
  }
  return [
    [
      speak({ phrase: 'reach.district' }),
      speak({ phrase: 'reach.units' }),
      speak({ phrase: 'reach.bound' }),
      speak({ phrase: 'reach.told' }),
      speak({ phrase: 'reach.acknowledged' }),
      speak({ phrase: 'reach.rate' }),
    ],
    ...reach.map(each => reachRow({ ...each, district: districtName(campaign, each.district) })),
    reachRow(all),
  ]
}

function reachRow({ district, units, bound, told, acknowledged }: Reach): string[] {
  const rate = units === 0 ? '' : `${((acknowledged / units) * 100).toFixed(1)}%`
  return [district, String(units), String(bound), String(told), String(acknowledged), rate]
}

function count(condition: ReturnType<typeof sql>) {
  return sql<number>`sum(case when ${condition} then 1 else 0 end)`
}
