import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** The ledger of certificates as it was filed; filings without one, and all earlier ones, have none. */
export function filingLedger(kind: DatabaseKind): Migration {
  const bytes = kind === 'postgres' ? 'bytea' : 'blob'
  return {
    async up(db) {
      await sql.raw(`alter table filings add column ledger ${bytes}`).execute(db)
    },
  }
}
