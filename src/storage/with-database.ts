import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'

/** The records as this version has them, for a command that runs beside the server; closed whatever comes of the work. */
export async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url)
  try {
    await migrate(database)
    return await work(database)
  } finally {
    await database.close()
  }
}
