import type { Instant } from '../lib/clock.ts'
import { startOf } from './civil-date.ts'
import type { Campaign } from './content.ts'
import { phaseAt } from './phases.ts'

const DAY = 86_400_000
const MORNING = 9.5 * 3_600_000
/** Far enough before the first deadline that it is neither overdue nor out of sight. */
const DAYS_BEFORE = 13

/** When a rehearsal begins: now while the campaign runs, else at 09:30 some days before its first deadline. */
export function rehearsalStart(campaign: Campaign, now: Instant): Instant {
  if (phaseAt(campaign, now).window === 'during') return now
  const first = campaign.obligations.map(({ due }) => due).sort()[0]
  return first === undefined ? now : startOf(first) - DAYS_BEFORE * DAY + MORNING
}
