import type { Generated } from 'kysely'
import type { YesNo } from './column.ts'

/** Bytes that are opaque without an age identity, which the server does not have. */
type AgeFile = Uint8Array

/** `YYYY-MM-DD`. Whatever a reporter did has a day here and nothing finer, so that no log can be held against it. */
type Day = string

export type TipsTable = {
  number: string
  /** Keyed hash of what the query code comes to. */
  lookup: string
  /** What was submitted, hashed under the draft's own secret: tells a retry from something else. */
  mark: string
  reporter_recipient: string
  /** Content, evidence and supplements are sealed to it. */
  tip_recipient: string
  /** The tip's own identity, wrapped to those who handle it. */
  tip_key: AgeFile
  bureau: string
  custodian_only: YesNo
  level: string
  state: string
  /** Since when it is in this state. */
  since: Day
  /** End of the clock that runs; null where none does. */
  due_on: Day | null
  /** Days by which it was extended. */
  extension: Generated<number>
  refusal: string | null
  /** As staff classified it. */
  category: string | null
  received_on: Day
  content: AgeFile
  /** Over the content with its salt. */
  content_sha256: string
  merged_into: string | null
  /** Parked: came with too many of one person. */
  flooded: YesNo
  /** Grows with every change; the event of that change bears the same number. */
  version: Generated<number>
}

export type TipEvidenceTable = {
  id: string
  tip: string
  kind: string
  media_type: string
  size: number
  /** Its name among the pieces. */
  file: string
}

export type TipMessagesTable = {
  id: string
  tip: string
  /** Of the tip, when it was written. */
  version: number
  sender: string
  is_question: YesNo
  sent_on: Day
  /** Null for the reporter's own. */
  to_reporter: AgeFile | null
  to_tip: AgeFile
}

export type TipEventsTable = {
  tip: string
  version: number
  day: Day
  actor: string
  action: string
  /** Reason or remark, sealed to the tip. */
  note: AgeFile | null
}

export type TipReferralsTable = {
  id: string
  tip: string
  /** Of the tip, when it was proposed. */
  version: number
  kind: string
  state: string
  proposed_by: string
  approved_by: string | null
  referred_on: Day | null
  receipt_on: Day | null
  /** To whom, sealed to the tip. */
  body: AgeFile
}

/** Name and phone; the key to it lies in `tip_keys`, and without it nobody reads it. */
export type TipContactsTable = {
  tip: string
  key: string | null
  body: AgeFile | null
  destroy_on: Day
  destroyed_on: Day | null
}

/** Where a push can reach the reporter; kept as a contact is. */
export type TipLinksTable = TipContactsTable

/** A one-off identity, wrapped to the custodians or the sender. To delete the row is to destroy what it opens. */
export type TipKeysTable = { id: string; holder: string; identity: AgeFile }

export type TipOutboxTable = { id: string; tip: string; kind: string; created_on: Day; state: string }

/** Evidence of a tip that is still being written, under a key that only its writer's session holds. */
export type TipDraftEvidenceTable = { id: string; expires_on: Day }

/** All of an age file in the order of `n`: evidence of a draft under its id, of a tip under the name that its row has. */
export type TipPiecesTable = { file: string; n: number; kept_on: Day; bytes: Uint8Array }
