import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import { freeBindings } from '../units/binding-code.ts'
import type { Unit } from '../units/unit.ts'
import { fromUnit } from '../units/unit-row.ts'

/** Puts units on the roster that are not known yet, each with a binding code. */
export async function enlist(
  { db }: Database,
  seal: Pick<Seal, 'hash'>,
  units: readonly Unit[],
  at: Instant,
): Promise<void> {
  if (units.length === 0) return
  const bindings = await freeBindings(
    db,
    seal,
    units.map(({ id }) => ({ id, generation: 1 })),
  )
  const times = { created_at: at, updated_at: at, listed_at: at }
  await db
    .insertInto('units')
    .values(units.map(unit => ({ ...fromUnit(unit), ...times, ...bindings.get(unit.id) })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
