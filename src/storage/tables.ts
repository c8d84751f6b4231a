import type { Generated } from 'kysely'

/**
 * The tables as both databases return them. Times are milliseconds since the epoch, yes and no are 1 and 0,
 * bytes are Uint8Array; `Sealed` columns are opaque without DATA_KEY, `Json` columns are text.
 */
export type Tables = {
  content_revisions: ContentRevisionsTable
  units: UnitsTable
  members: MembersTable
  invites: InvitesTable
  self_checks: SelfChecksTable
  drafts: DraftsTable
  discarded_answers: DiscardedAnswersTable
  answers: AnswersTable
  filings: FilingsTable
  problems: ProblemsTable
  photos: PhotosTable
  deliveries: DeliveriesTable
  certificates: CertificatesTable
  page_links: PageLinksTable
  audit: AuditTable
  conversations: ConversationsTable
  queue: QueueTable
  seen: SeenTable
}

type Time = number
type Json = string
type Sealed = Uint8Array
type YesNo = number

/** Dialog content by hash, kept while a session or a record refers to it. */
export type ContentRevisionsTable = { hash: string; body: string; first_seen: Time }

export type UnitsTable = {
  id: string
  subject: string
  name: string
  credit_code: string
  district: string
  industry: string | null
  high_risk: YesNo | null
  special_ops: YesNo | null
  level: string
  bureau: string
  created_at: Time
  updated_at: Time
}

/** `person` is a keyed hash; one person belongs to one unit at a time. */
export type MembersTable = {
  id: string
  unit_id: string
  person: string
  role: string
  /** PersonRef; erased, as contact and phone_hash are, when the person leaves. */
  identity: Sealed | null
  contact: Sealed | null
  phone_hash: string | null
  consent: string
  consent_at: Time
  joined_at: Time
  left_at: Time | null
}

export type InvitesTable = {
  code_hash: string
  unit_id: string
  made_by: string
  made_at: Time
  expires_at: Time
  used_at: Time | null
  used_by: string | null
}

export type SelfChecksTable = {
  id: string
  campaign: string
  unit_id: string
  subject: string
  content_hash: string
  started_at: Time
  started_by: string
  updated_at: Time
  /** Last version filed; 0 before the first. */
  version: Generated<number>
}

/** Answers of a dialog that has no record of its own yet. */
export type DraftsTable = { person: string; dialog: string; answers: Sealed; updated_at: Time }

export type AnswersTable = {
  self_check_id: string
  path: string
  value: Json
  member_id: string
  message: string
  answered_at: Time
}

/** Answers put aside by 重来: kept, and no longer standing. */
export type DiscardedAnswersTable = {
  message: string
  self_check_id: string
  answers: Json
  discarded_at: Time
}

export type FilingsTable = {
  receipt: string
  self_check_id: string
  unit_id: string
  version: number
  content_hash: string
  snapshot: Json
  sha256: string
  problems: number
  filed_at: Time
  filed_by: string
  message: string
}

export type ProblemsTable = {
  id: string
  self_check_id: string
  unit_id: string
  path: string
  item_id: string
  detail: Json
  due: string | null
  status: string
  opened_at: Time
  closed_at: Time | null
  closing: Json | null
}

/** `delivered_on` null: photographed, and not brought yet. */
export type DeliveriesTable = {
  message: string
  unit_id: string
  receipt: string
  photos: Json
  delivered_on: string | null
  member_id: string
  recorded_at: Time
}

/** `message` is that of the turn with the place of the verification in it: one turn records many. */
export type CertificatesTable = {
  id: string
  unit_id: string
  name: Sealed
  /** Keyed, of one unit only: tells a person checked again from another. */
  name_hash: string
  role: string
  /** Empty for managers; `last_four` is empty where there is no certificate. Both tell lines apart. */
  category: string
  last_four: string
  result: string
  checked_on: string
  checked_by: string
  valid_until: string | null
  review_by: string | null
  appointed_on: string | null
  passed_on: string | null
  screenshots: Json
  created_at: Time
  updated_at: Time
  message: string
}

export type PhotosTable = {
  id: string
  unit_id: string | null
  /** The answer it belongs to: `<record>:<path>`. */
  owner: string
  media_type: string
  bytes: Uint8Array
  sha256: string
  size: number
  received_at: Time
  message: string
}

/** `purpose` is where the link leads; used once. */
export type PageLinksTable = {
  token_hash: string
  member_id: string
  purpose: string
  made_at: Time
  expires_at: Time
  used_at: Time | null
}

export type AuditTable = { id: string; at: Time; actor: string; action: string; target: string }

/** One row per person: what the SQL turn store remembers, and who holds the turn (all null: nobody). */
export type ConversationsTable = {
  person: string
  session: Sealed | null
  parked: Sealed | null
  /** Session and parked reply are gone from here on. */
  session_until: Generated<Time>
  fence: number | null
  message: string | null
  attempt: string | null
  lease_until: Time | null
  arrived: number | null
  /** The last number given out as a fence or an arrival. */
  last: Generated<number>
  /** The row may be swept from here on, if no session needs it. */
  kept_until: Time
}

export type QueueTable = { person: string; message: string; arrived: number; asks_until: Time }

export type SeenTable = {
  person: string
  message: string
  /** Of the turn that committed it: tells a repeated commit from a late one. */
  fence: number
  reply: Sealed | null
  reply_until: Time
  expires: Time
}
