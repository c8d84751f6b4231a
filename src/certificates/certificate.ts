import type { CivilDate } from '../lib/clock.ts'

/** The ids are those of the options in dialogs/verify.yaml. */
export type Role = 'special-operations' | 'principal' | 'safety-manager'
export type Result = 'genuine' | 'mismatch' | 'expired' | 'not-found' | 'unsure'

/** What somebody of the unit found on the platform about one person. Of the number only its end is known. */
export type Verification = {
  name: string
  role: Role
  /** As the catalogue called it when it was checked; empty for managers. */
  category: string
  /** Empty where the person has no certificate. */
  lastFour: string
  result: Result
  checkedOn: CivilDate
  validUntil: CivilDate | null
  reviewBy: CivilDate | null
  appointedOn: CivilDate | null
  passedOn: CivilDate | null
  /** Ids of photos. */
  screenshots: string[]
}

/** A line of the unit's ledger; `checkedBy` is the member who recorded it. */
export type Certificate = Verification & { id: string; checkedBy: string }

export function isManager({ role }: Pick<Verification, 'role'>): boolean {
  return role !== 'special-operations'
}
