import type { Bureau, Campaign } from '../campaign/content.ts'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import { freeBindings } from './binding-code.ts'
import type { Unit } from './unit.ts'
import { fromUnit } from './unit-row.ts'

/**
 * The county bureaus of a campaign as units: they have reports of their own to file (DL3, DL5), and their people bind with
 * a code like others. Done again it follows their names.
 */
export async function enrolCountyBureaus(
  { db }: Database,
  seal: Pick<Seal, 'hash'>,
  campaign: Pick<Campaign, 'bureaus' | 'districts'>,
  at: Instant,
): Promise<void> {
  const bureaus = countyBureausOf(campaign).map(bureau => ({
    ...bureauUnit(campaign, bureau),
    id: seal.hash('county-bureau', bureau.id),
  }))
  if (bureaus.length === 0) return
  const ids = bureaus.map(({ id }) => id)
  const known = await db.selectFrom('units').select('id').where('id', 'in', ids).execute()
  const isKnown = new Set(known.map(({ id }) => id))
  const free = await freeBindings(
    db,
    seal,
    ids.filter(id => !isKnown.has(id)).map(id => ({ id, generation: 1 })),
  )
  await db
    .insertInto('units')
    .values(
      bureaus.map(unit => ({
        ...fromUnit(unit),
        ...(free.get(unit.id) ?? { binding_hash: null }),
        created_at: at,
        updated_at: at,
        listed_at: at,
      })),
    )
    .onConflict(conflict =>
      conflict
        .column('id')
        .doUpdateSet(eb => ({ name: eb.ref('excluded.name'), district: eb.ref('excluded.district') })),
    )
    .execute()
}

/** A county bureau as a unit. It has no credit code here: what stands in its place cannot be typed. */
export function bureauUnit(
  { districts }: Pick<Campaign, 'districts'>,
  { id, name }: Pick<Bureau, 'id' | 'name'>,
): Omit<Unit, 'id'> {
  return {
    subject: 'county-bureau',
    name,
    creditCode: `bureau:${id}`,
    district: districts.find(({ bureau }) => bureau === id)?.id ?? '',
    industry: null,
    highRisk: null,
    specialOps: null,
    level: 'county',
    bureau: id,
  }
}

/** Those that are units too. */
export function countyBureausOf({ bureaus }: Pick<Campaign, 'bureaus'>): Bureau[] {
  return bureaus.filter(({ level }) => level === 'county')
}
