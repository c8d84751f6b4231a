import type { Json, Sealed, Time } from './column.ts'

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
  /** Six months after the appointment; null where none is due or it is passed. */
  examination_due: string | null
  screenshots: Json
  created_at: Time
  updated_at: Time
  message: string
}
