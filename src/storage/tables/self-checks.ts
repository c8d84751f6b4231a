import type { Generated } from 'kysely'
import type { Json, Sealed, Time } from './column.ts'

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
  /** Of the last version filed; null before the first. */
  problems: number | null
  unsettled: number | null
  /** The day the papers of any version of that kind were first brought to the bureau. */
  delivered_on: string | null
  /** As what kind of unit the last version was filed; null before the first. */
  filed_subject: string | null
  filed_high_risk: number | null
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
  /** What the unit was registered as. */
  subject: Generated<string>
  content_hash: string
  snapshot: Json
  sha256: string
  /** Rows of the unit's ledger; null where it had none. */
  ledger: Sealed | null
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

/** What has no self-check behind it: a report of a county bureau, as it was brought last. */
export type FulfilmentsTable = {
  unit_id: string
  campaign: string
  obligation: string
  delivered_on: string
  photos: Json
  member_id: string
  message: string
  recorded_at: Time
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
