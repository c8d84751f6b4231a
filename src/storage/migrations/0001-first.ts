import { type Migration, sql } from 'kysely'
import type { DatabaseKind } from '../database-kind.ts'

/** Units and their self-checks, photos, the audit trail, and the conversations of the SQL turn store. */
export function first(kind: DatabaseKind): Migration {
  const bytes = kind === 'postgres' ? 'bytea' : 'blob'
  return {
    async up(db) {
      for (const statement of [
        ...unitTables(bytes),
        ...selfCheckTables(bytes),
        ...conversationTables(bytes),
      ]) {
        await sql.raw(statement).execute(db)
      }
    },
  }
}

const unitTables = (bytes: string) => [
  `create table content_revisions (
    hash text not null primary key,
    body text not null,
    first_seen bigint not null
  )`,
  `create table units (
    id text not null primary key,
    subject text not null,
    name text not null,
    credit_code text not null unique,
    district text not null,
    industry text,
    high_risk integer check (high_risk in (0, 1)),
    special_ops integer check (special_ops in (0, 1)),
    level text not null,
    bureau text not null,
    created_at bigint not null,
    updated_at bigint not null
  )`,
  `create table members (
    id text not null primary key,
    unit_id text not null references units,
    person text not null,
    role text not null,
    identity ${bytes},
    contact ${bytes},
    phone_hash text,
    consent text not null,
    consent_at bigint not null,
    joined_at bigint not null,
    left_at bigint
  )`,
  'create unique index members_person_now on members (person) where left_at is null',
  'create index members_unit on members (unit_id)',
  `create table invites (
    code_hash text not null primary key,
    unit_id text not null references units,
    made_by text not null,
    made_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    used_by text
  )`,
  `create table audit (
    id text not null primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    target text not null
  )`,
  'create index audit_at on audit (at)',
]

const selfCheckTables = (bytes: string) => [
  `create table self_checks (
    id text not null primary key,
    campaign text not null,
    unit_id text not null references units,
    subject text not null,
    content_hash text not null,
    started_at bigint not null,
    started_by text not null,
    updated_at bigint not null,
    version integer not null default 0,
    unique (campaign, unit_id)
  )`,
  `create table drafts (
    person text not null,
    dialog text not null,
    answers ${bytes} not null,
    updated_at bigint not null,
    primary key (person, dialog)
  )`,
  `create table answers (
    self_check_id text not null references self_checks,
    path text not null,
    value text not null,
    member_id text not null,
    message text not null,
    answered_at bigint not null,
    primary key (self_check_id, path)
  )`,
  `create table discarded_answers (
    message text not null primary key,
    self_check_id text not null references self_checks,
    answers text not null,
    discarded_at bigint not null
  )`,
  `create table filings (
    receipt text not null primary key,
    self_check_id text not null references self_checks,
    unit_id text not null references units,
    version integer not null,
    content_hash text not null,
    snapshot text not null,
    sha256 text not null,
    problems integer not null,
    filed_at bigint not null,
    filed_by text not null,
    message text not null unique,
    unique (self_check_id, version)
  )`,
  `create table problems (
    id text not null primary key,
    self_check_id text not null references self_checks,
    unit_id text not null references units,
    path text not null,
    item_id text not null,
    detail text not null,
    due text,
    status text not null,
    opened_at bigint not null,
    closed_at bigint,
    closing text,
    unique (self_check_id, path)
  )`,
  'create index problems_unit_status on problems (unit_id, status)',
  `create table photos (
    id text not null primary key,
    unit_id text references units,
    owner text not null,
    media_type text not null,
    bytes ${bytes} not null,
    sha256 text not null,
    size integer not null,
    received_at bigint not null,
    message text not null unique
  )`,
  'create index photos_owner on photos (owner)',
]

const conversationTables = (bytes: string) => [
  `create table conversations (
    person text not null primary key,
    session ${bytes},
    parked ${bytes},
    session_until bigint not null default 0,
    fence bigint,
    message text,
    attempt text,
    lease_until bigint,
    arrived bigint,
    last bigint not null default 0,
    kept_until bigint not null
  )`,
  'create index conversations_kept on conversations (kept_until)',
  `create table queue (
    person text not null,
    message text not null,
    arrived bigint not null,
    asks_until bigint not null,
    primary key (person, message)
  )`,
  `create table seen (
    person text not null,
    message text not null,
    fence bigint not null,
    reply ${bytes},
    reply_until bigint not null,
    expires bigint not null,
    primary key (person, message)
  )`,
  'create index seen_expires on seen (expires)',
  'create index seen_replies on seen (reply_until) where reply is not null',
]
