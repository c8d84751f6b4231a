import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** Units are looked for by how their names begin. By code points: a language's own order would not do for that. */
export function unitNames(kind: DatabaseKind): Migration {
  const column = kind === 'postgres' ? 'name collate "C"' : 'name'
  return {
    async up(db) {
      await sql.raw(`create index units_name on units (${column})`).execute(db)
    },
  }
}
