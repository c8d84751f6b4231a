import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** Bytes of evidence leave the rows that tell of it, for a table of their own in pieces; what is there already is one piece. */
export function evidencePieces(kind: DatabaseKind): Migration {
  const bytes = kind === 'postgres' ? 'bytea' : 'blob'
  return {
    async up(db) {
      for (const statement of statements(bytes)) await sql.raw(statement).execute(db)
    },
  }
}

const statements = (bytes: string) => [
  `create table tip_pieces (
    file text not null,
    n integer not null,
    kept_on text not null,
    bytes ${bytes} not null,
    primary key (file, n)
  )`,
  'create index tip_pieces_kept on tip_pieces (kept_on, file)',
  `insert into tip_pieces (file, n, kept_on, bytes)
    select id, 0, (select received_on from tips where number = tip), bytes from tip_evidence`,
  'insert into tip_pieces (file, n, kept_on, bytes) select id, 0, expires_on, bytes from tip_draft_evidence',
  'alter table tip_evidence drop column bytes',
  'alter table tip_draft_evidence drop column bytes',
  "alter table tip_evidence add column file text not null default ''",
  'update tip_evidence set file = id',
  'create unique index tip_evidence_file on tip_evidence (file)',
]
