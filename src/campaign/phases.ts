import type { CivilDate, Instant } from '../lib/clock.ts'
import { addDays, addMonths, toCivil } from './civil-date.ts'
import type { Campaign, Phase } from './content.ts'

export type PhaseSpan = { phase: Phase; first: CivilDate; last: CivilDate }

/** `phase` is null outside the campaign, and on a day that no phase names. */
export type CampaignDay = { window: 'before' | 'during' | 'after'; phase: PhaseSpan | null }

/** Where the campaign stands at an instant. The notice dates phases by the month: whole months count (A03). */
export function phaseAt(campaign: Pick<Campaign, 'window' | 'phases'>, instant: Instant): CampaignDay {
  const today = toCivil(instant)
  const window = monthRange(campaign.window.from, campaign.window.to)
  if (today < window.first) return { window: 'before', phase: null }
  if (today > window.last) return { window: 'after', phase: null }
  for (const phase of campaign.phases) {
    const { first, last } = monthRange(phase.from, phase.to)
    if (today >= first && today <= last) return { window: 'during', phase: { phase, first, last } }
  }
  return { window: 'during', phase: null }
}

/** First and last day of a month, or of a run of months: `2021-12`, `2022-03` is 2021-12-01 to 2022-03-31. */
export function monthRange(from: string, to: string = from): { first: CivilDate; last: CivilDate } {
  return { first: `${from}-01`, last: addDays(addMonths(`${to}-01`, 1), -1) }
}
