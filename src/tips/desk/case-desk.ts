import type { CivilDate } from '../../lib/clock.ts'
import type { TipLevel } from '../../turn/tip-levels.ts'
import type { CaseRefusal, TipState } from '../case/flow.ts'
import type { RegistrationPlace } from '../case/registration-place.ts'
import type { Urgency } from '../case/urgency.ts'
import type { TipRef } from '../change-tip.ts'
import type { SealedMessage } from '../content.ts'
import type { RefusalReason } from '../settings-content.ts'
import type { Contact, EvidenceKind, ReferralKind, TipContent } from '../tip.ts'

/** What waits for a handler in a tip. */
export type Marks = {
  /** The reporter has written since a handler last acted. */
  hasNews: boolean
  /** A referral to the police that waits for somebody else, or for whoever is signed in. */
  proposal: 'own' | 'to-approve' | null
}

/** What may be known of a tip without opening it. */
export type TipLine = TipRef &
  Marks & {
    state: TipState
    since: CivilDate
    receivedOn: CivilDate
    dueOn: CivilDate | null
    daysLeft: number | null
    urgency: Urgency
    bureau: string
    custodianOnly: boolean
    level: TipLevel
    category: string | null
    flooded: boolean
    mergedInto: string | null
  }

/**
 * `news`: the reporter wrote, or a proposal is to be approved. `open`: a clock runs, the nearest end first. `parked`: more than one
 * person may send. `over`: refused, closed or merged.
 */
export const SHELVES = ['news', 'open', 'overdue', 'parked', 'over'] as const
export type Shelf = (typeof SHELVES)[number]

/** `next` continues the list; null at its end. */
export type TipPage = { lines: TipLine[]; next: string | null }

/** `tip` is the number it was written to: the tip's own, or that of one that was merged into it. */
export type DeskMessage = SealedMessage & {
  tip: string
  from: 'bureau' | 'reporter'
  on: CivilDate
  isQuestion: boolean
}

export type DeskReferral = {
  id: string
  kind: ReferralKind
  /** `proposed` waits for somebody else's approval; `received` has its 回执. */
  state: 'proposed' | 'referred' | 'received'
  target: string
  referredOn: CivilDate | null
  receiptOn: CivilDate | null
}

export type OpenTip = TipLine & {
  content: TipContent
  messages: DeskMessage[]
  events: { day: CivilDate; actor: string; action: string; note: string | null }[]
  referrals: DeskReferral[]
  /** Whether a custodian could still open a name and phone. */
  hasContact: boolean
  registeredAt: RegistrationPlace | null
  proof: string
}

export type WhyNot =
  | CaseRefusal
  /** There is no such tip, or it is not this handler's. */
  | 'unknown'
  /** Somebody was quicker; look again. */
  | 'changed'
  /** The handler's key does not open it: it must be rewrapped. */
  | 'no-key'
  /** Needs a custodian, or somebody other than who proposed it. */
  | 'not-yours'
  /** Somebody else must approve it, and nobody else could. */
  | 'nobody-else'
  /** Nobody of that bureau could open it. */
  | 'no-handler'
  /** There is nothing of the kind asked for. */
  | 'nothing'
  | 'no-words'

export type Refused = { ok: false; why: WhyNot }
export type Done = { ok: true; tip: TipLine } | Refused

export type EvidenceCopy = { kind: EvidenceKind; mediaType: string; bytes: Uint8Array; isClean: boolean }

/**
 * What one signed-in handler does. Every change names the version that was seen and leaves an event and an audit line; every opening
 * of sealed data leaves its audit line first. Words for the reporter are sealed to the reporter and to the tip.
 */
export interface CaseDesk {
  readonly actor: string
  list(shelf: Shelf, after?: string): Promise<TipPage>
  /** How many tips lie on each. */
  counts(): Promise<Record<Shelf, number>>
  find(number: string): Promise<TipLine | null>
  open(number: string): Promise<({ ok: true } & OpenTip) | Refused>
  /** `clean`: photos without metadata, for handing on; what cannot be cleaned says so. */
  evidence(
    number: string,
    id: string,
    copy: 'original' | 'clean',
  ): Promise<({ ok: true } & EvidenceCopy) | Refused>
  /** Whether this number was filed with this content hash, as its receipt says. */
  proves(number: string, proof: string): Promise<boolean>

  classify(tip: TipRef, category: string): Promise<Done>
  accept(tip: TipRef): Promise<Done>
  refuse(tip: TipRef, reason: RefusalReason, words: string): Promise<Done>
  investigate(tip: TipRef): Promise<Done>
  handle(tip: TipRef): Promise<Done>
  ask(tip: TipRef, words: string): Promise<Done>
  reply(tip: TipRef, words: string): Promise<Done>
  /** What came was read, and nothing follows from it: it is news no longer. */
  noted(tip: TipRef): Promise<Done>
  /** To the police only once somebody else has approved. */
  refer(tip: TipRef, kind: ReferralKind, target: string): Promise<Done>
  approve(tip: TipRef, referral: string): Promise<Done>
  receipt(tip: TipRef, referral: string, words: string): Promise<Done>
  answer(tip: TipRef, words: string): Promise<Done>
  close(tip: TipRef): Promise<Done>
  reopen(tip: TipRef, reason: string): Promise<Done>
  extend(tip: TipRef, days: number, reason: string): Promise<Done>
  merge(tip: TipRef, into: string): Promise<Done>
  /** `custodian`: away from the bureaus altogether. */
  reroute(tip: TipRef, to: string | 'custodian', reason: string): Promise<Done>
  /** For custodians. The reason is kept, sealed to the tip. */
  identity(number: string, reason: string): Promise<{ ok: true; contact: Contact } | Refused>
}
