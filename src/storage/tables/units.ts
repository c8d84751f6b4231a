import type { Generated } from 'kysely'
import type { Sealed, Time, YesNo } from './column.ts'

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
  /** Since when it is on the bureau's roster; null: it is not. */
  listed_at: Time | null
  /** ListedContact: whom the roster names. */
  listed_contact: Sealed | null
  /** Generation of the binding code; the code is derived from it, and only its keyed hash stands here. */
  binding: Generated<number>
  binding_hash: string | null
}

/** `person` is a keyed hash; one person belongs to one unit at a time, and of a unit's members one is its lead. */
export type MembersTable = {
  id: string
  unit_id: string
  person: string
  /** PersonRef['channel']. */
  channel: Generated<string>
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

/** `purpose` is where the link leads; used once. */
export type PageLinksTable = {
  token_hash: string
  member_id: string
  purpose: string
  made_at: Time
  expires_at: Time
  used_at: Time | null
}
