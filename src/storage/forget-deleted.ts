import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Makes deleted rows of a table unreadable also to who has the files. SQLite overwrites pages (`secure_delete`) and keeps
 * the old ones in its log until that is cut off; PostgreSQL leaves old rows in the table's file until it is written anew.
 */
export async function forgetDeleted({ db, kind }: Database, table: 'tip_keys'): Promise<void> {
  const statement = kind === 'sqlite' ? 'pragma wal_checkpoint(truncate)' : `vacuum full ${table}`
  await sql.raw(statement).execute(db)
}
