import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** Tip-offs: sealed content, the case around it, and apart from both what could name the reporter. */
export function tips(kind: DatabaseKind): Migration {
  const bytes = kind === 'postgres' ? 'bytea' : 'blob'
  return {
    async up(db) {
      for (const statement of [...caseTables(bytes), ...reporterTables(bytes)])
        await sql.raw(statement).execute(db)
    },
  }
}

const caseTables = (bytes: string) => [
  `create table tips (
    number text not null primary key,
    lookup text not null unique,
    mark text not null,
    reporter_recipient text not null,
    tip_recipient text not null,
    tip_key ${bytes} not null,
    bureau text not null,
    custodian_only integer not null check (custodian_only in (0, 1)),
    level text not null,
    state text not null,
    since text not null,
    due_on text,
    extension integer not null default 0,
    refusal text,
    category text,
    received_on text not null,
    content ${bytes} not null,
    content_sha256 text not null,
    merged_into text references tips,
    flooded integer not null check (flooded in (0, 1)),
    version integer not null default 1
  )`,
  'create index tips_bureau_due on tips (bureau, due_on, number)',
  'create index tips_due on tips (due_on, number) where due_on is not null',
  'create index tips_merged on tips (merged_into) where merged_into is not null',
  `create table tip_evidence (
    id text not null primary key,
    tip text not null references tips,
    kind text not null,
    media_type text not null,
    size integer not null,
    bytes ${bytes} not null
  )`,
  'create index tip_evidence_tip on tip_evidence (tip)',
  `create table tip_messages (
    id text not null primary key,
    tip text not null references tips,
    version integer not null,
    sender text not null,
    is_question integer not null check (is_question in (0, 1)),
    sent_on text not null,
    to_reporter ${bytes},
    to_tip ${bytes} not null
  )`,
  'create index tip_messages_tip on tip_messages (tip, version)',
  `create table tip_events (
    tip text not null references tips,
    version integer not null,
    day text not null,
    actor text not null,
    action text not null,
    note ${bytes},
    primary key (tip, version)
  )`,
  `create table tip_referrals (
    id text not null primary key,
    tip text not null references tips,
    version integer not null,
    kind text not null,
    state text not null,
    proposed_by text not null,
    approved_by text,
    referred_on text,
    receipt_on text,
    body ${bytes} not null
  )`,
  'create index tip_referrals_tip on tip_referrals (tip)',
]

const reporterTables = (bytes: string) => [
  `create table tip_keys (
    id text not null primary key,
    holder text not null,
    identity ${bytes} not null
  )`,
  ...['tip_contacts', 'tip_links'].flatMap(table => [
    `create table ${table} (
      tip text not null primary key references tips,
      key text references tip_keys,
      body ${bytes},
      destroy_on text not null,
      destroyed_on text
    )`,
    `create index ${table}_destroy on ${table} (destroy_on) where destroyed_on is null`,
  ]),
  `create table tip_outbox (
    id text not null primary key,
    tip text not null references tips,
    kind text not null,
    created_on text not null,
    state text not null
  )`,
  "create unique index tip_outbox_due on tip_outbox (tip, kind) where state = 'due'",
  `create table tip_draft_evidence (
    id text not null primary key,
    bytes ${bytes} not null,
    expires_on text not null
  )`,
  'create index tip_draft_evidence_expires on tip_draft_evidence (expires_on)',
]
