import { createHash } from 'node:crypto'
import type { Consent } from '../../delivery/ledger.ts'
import type { Offer } from './offers.ts'

/** `on`: for good; `left`: for some single messages. */
export const STANDINGS = ['on', 'left', 'used-up', 'refused', 'unasked'] as const
type Standing = (typeof STANDINGS)[number]

/** Where a person stands with one template; `credits` are single messages left. */
export type OfferStanding = Offer & { standing: Standing; credits: number }

/** By template. */
export type Consents = ReadonlyMap<string, Consent>

/** Single messages are no matter where the same is agreed to for good: reminders take the long-term template first. */
export function standingsOf(offers: readonly Offer[], consents: Consents): OfferStanding[] {
  const standings = offers.map(offer => standingOf(offer, consents.get(offer.id)))
  const lasting = new Set(standings.flatMap(({ standing, tells }) => (standing === 'on' ? tells : [])))
  return standings.filter(({ kind, tells }) => kind === 'long-term' || tells.some(each => !lasting.has(each)))
}

function standingOf(offer: Offer, consent: Consent | undefined): OfferStanding {
  const credits = offer.kind === 'one-time' ? (consent?.credits ?? 0) : 0
  const at = (standing: Standing) => ({ ...offer, standing, credits })
  if (!consent) return at('unasked')
  if (credits > 0) return at('left')
  if (!consent.accepted) return at('refused')
  return at(offer.kind === 'long-term' ? 'on' : 'used-up')
}

/** Changes with every choice that the ledger has heard of, also with one that changes nothing. */
export function digestOf(offers: readonly Offer[], consents: Consents): string {
  const rows = offers.map(({ id }) => [id, consents.get(id) ?? null])
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
}
