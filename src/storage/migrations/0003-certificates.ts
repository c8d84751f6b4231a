import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** Who was checked on cx.mem.gov.cn, with what result. */
export function certificates(kind: DatabaseKind): Migration {
  const bytes = kind === 'postgres' ? 'bytea' : 'blob'
  return {
    async up(db) {
      await sql
        .raw(
          `create table certificates (
            id text not null primary key,
            unit_id text not null references units,
            name ${bytes} not null,
            name_hash text not null,
            role text not null,
            category text not null,
            last_four text not null,
            result text not null,
            checked_on text not null,
            checked_by text not null references members,
            valid_until text,
            review_by text,
            appointed_on text,
            passed_on text,
            screenshots text not null,
            created_at bigint not null,
            updated_at bigint not null,
            message text not null unique,
            check (length(last_four) <= 4),
            unique (unit_id, name_hash, role, category, last_four)
          )`,
        )
        .execute(db)
    },
  }
}
