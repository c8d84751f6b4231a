import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import { cutLog } from './cut-log.ts'
import type { Database } from './database.ts'

const TRIES = 20
const AGAIN_MS = 100

/**
 * Makes deleted rows of a table unreadable also to who has the files. SQLite overwrites pages (`secure_delete`) and keeps
 * the old ones in its log until that is cut off; PostgreSQL leaves old rows in the table's file until it is written anew.
 * AppError('store-away') where another connection is at work all the while.
 */
export async function forgetDeleted(database: Database, table: 'tip_keys'): Promise<void> {
  if (database.kind === 'postgres') {
    await sql.raw(`vacuum full ${table}`).execute(database.db)
    return
  }
  for (let tries = 1; !(await cutLog(database)); tries++) {
    if (tries === TRIES) throw new AppError('store-away', 'the log of SQLite could not be cut')
    await delay(AGAIN_MS)
  }
}
