import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** Small values with a life, for a process that runs without Redis. */
export function sharedValues(kind: DatabaseKind): Migration {
  const bytes = kind === 'sqlite' ? 'blob' : 'bytea'
  return {
    async up(db) {
      await sql
        .raw(
          `create table shared_values (
            key text not null primary key,
            value ${bytes},
            count bigint not null default 0,
            expires bigint not null
          )`,
        )
        .execute(db)
      await sql.raw('create index shared_values_expires on shared_values (expires)').execute(db)
    },
  }
}
