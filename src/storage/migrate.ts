import { Kysely, type Migration, Migrator, PostgresDialect } from 'kysely'
import type { Database } from './database.ts'
import { first } from './migrations/0001-first.ts'
import { pageLinks } from './migrations/0002-page-links.ts'
import { certificates } from './migrations/0003-certificates.ts'
import { deliveries } from './migrations/0004-deliveries.ts'
import { filingLedger } from './migrations/0005-filing-ledger.ts'
import { sharedValues } from './migrations/0006-shared-values.ts'
import { replyWindows } from './migrations/0007-reply-windows.ts'
import { roster } from './migrations/0008-roster.ts'
import { tips } from './migrations/0009-tips.ts'
import { reminders } from './migrations/0010-reminders.ts'
import { shortLives } from './migrations/0011-short-lives.ts'
import { unitNames } from './migrations/0012-unit-names.ts'
import { memberChannels } from './migrations/0013-member-channels.ts'
import { evidencePieces } from './migrations/0014-evidence-pieces.ts'
import { filedAs } from './migrations/0018-filed-as.ts'
import { openPostgresPool } from './postgres.ts'

/** Brings the schema up to date. Instances that start together wait for each other (PostgreSQL: an advisory lock). */
export async function migrate(database: Database): Promise<void> {
  if (database.kind === 'sqlite') return migrateToLatest(database.db, database.kind)

  // Waiting for another instance's migration may take longer than a statement of a turn may.
  const pool = openPostgresPool(database.url, 'unlimited')
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrateToLatest(db, database.kind)
  } finally {
    await db.destroy()
  }
}

async function migrateToLatest<T>(db: Kysely<T>, kind: Database['kind']): Promise<void> {
  const provider = { getMigrations: async () => migrationsFor(kind) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
}

/** By name, in the order of their names. */
export function migrationsFor(kind: Database['kind']): Record<string, Migration> {
  return {
    '0001-first': first(kind),
    '0002-page-links': pageLinks,
    '0003-certificates': certificates(kind),
    '0004-deliveries': deliveries,
    '0005-filing-ledger': filingLedger(kind),
    '0006-shared-values': sharedValues(kind),
    '0007-reply-windows': replyWindows,
    '0008-roster': roster(kind),
    '0009-tips': tips(kind),
    '0010-reminders': reminders,
    '0011-short-lives': shortLives,
    '0012-unit-names': unitNames(kind),
    '0013-member-channels': memberChannels,
    '0014-evidence-pieces': evidencePieces(kind),
    '0018-filed-as': filedAs(kind),
  }
}
