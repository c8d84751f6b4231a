import { addDays } from '../campaign/civil-date.ts'
import type { CivilDate } from '../lib/clock.ts'

/** A review may be applied for in the last 60 days (总局令第30号, domain §2.1); warnings begin with them. */
const NOTICE_DAYS = 60

export type Validity = 'undated' | 'valid' | 'expiring' | 'expired'

/** A certificate is good through the whole of its last day. */
export function validityOn(validUntil: CivilDate | null, today: CivilDate): Validity {
  if (validUntil === null) return 'undated'
  if (validUntil < today) return 'expired'
  return validUntil <= addDays(today, NOTICE_DAYS) ? 'expiring' : 'valid'
}

export type Review = 'undated' | 'ahead' | 'due' | 'overdue'

/** The three-year review of a special-operations certificate; the day it is due by still counts. */
export function reviewOn(reviewBy: CivilDate | null, today: CivilDate): Review {
  if (reviewBy === null) return 'undated'
  if (reviewBy < today) return 'overdue'
  return reviewBy <= addDays(today, NOTICE_DAYS) ? 'due' : 'ahead'
}
