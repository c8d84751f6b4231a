import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { AppError } from '../errors.ts'
import type { DatabaseKind } from './database-kind.ts'
import { openPostgresPool, type PoolLimits } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** The records. SQLite has one connection: inside a transaction use only the transaction, or it waits for itself. */
export type Database = {
  db: Kysely<Tables>
  kind: DatabaseKind
  /** As configured; it may carry a password and is not for logs. */
  url: string
  close(): Promise<void>
}

/**
 * Opens `sqlite:path`, `sqlite::memory:` or `postgres://…`. PostgreSQL is first reached by the first query. Queries
 * reject with AppError('store-away') while the database cannot serve; nothing has changed then, or the commit's
 * answer was lost. `unlimited` lets a statement of PostgreSQL run as long as it takes.
 */
export async function openDatabase(url: string, limits: PoolLimits = 'limited'): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqliteDatabase(url)
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgresDatabase(url, limits)
  throw new AppError('config-bad', 'DATABASE_URL begins with sqlite: or postgres://')
}

/** The file of a `sqlite:` URL, or `:memory:`. */
export function sqlitePath(url: string): string {
  return url.slice('sqlite:'.length)
}

function openSqliteDatabase(url: string): Database {
  const handle = openSqlite(sqlitePath(url))
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: handle }) })
  return {
    db,
    kind: 'sqlite',
    url,
    async close() {
      await db.destroy()
      // Kysely closes only what it has used.
      handle.close()
    },
  }
}

function openPostgresDatabase(url: string, limits: PoolLimits): Database {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPostgresPool(url, limits) }) })
  return { db, kind: 'postgres', url, close: () => db.destroy() }
}
