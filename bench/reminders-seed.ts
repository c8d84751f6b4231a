import { sql } from 'kysely'
import { type Database, openDatabase } from '../src/storage/database.ts'
import { migrate } from '../src/storage/migrate.ts'
import { memberRow, unitRow } from '../tests/support/seed-units.ts'

/** A Friday on which every institution and every enterprise has something due: T-7, T-14 and the notice. */
export const AT = Date.parse('2022-03-11T09:30:00+08:00')

const BATCH = 2_000

/** So many units with one member each; a third of them institutions. */
export async function seedMany(url: string, units: number): Promise<void> {
  const database = await openDatabase(url, 'unlimited')
  await migrate(database)
  for (let from = 0; from < units; from += BATCH)
    await seedBatch(database, from, Math.min(units, from + BATCH))
  // As autovacuum does on a server that has had them for a minute.
  await sql`analyze`.execute(database.db)
  await database.close()
}

async function seedBatch({ db }: Database, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index)
  const enterprise = { subject: 'enterprise', industry: 'manufacturing', high_risk: 0, special_ops: null }
  const units = numbers.map(number => unitRow(number, number % 3 === 0 ? {} : enterprise))
  await db.insertInto('units').values(units).execute()
  await db
    .insertInto('members')
    .values(units.map(({ id }, index) => memberRow(from + index, id)))
    .execute()
}
