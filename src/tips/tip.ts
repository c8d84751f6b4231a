import type { AnswerValue } from '../dialog/answer.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { PersonKey } from '../turn/store.ts'
import type { TipLevel } from '../turn/tip-levels.ts'
import type { TipState } from './case/flow.ts'

/** A location or a link is a small file too, in JSON or plain text. */
export type EvidenceKind = 'photo' | 'voice' | 'video' | 'location' | 'link'

/** One question as it was asked and answered; `shown` is the answer in words. */
export type TipRow = { id: string; name: string; question: string; answer: AnswerValue; shown: string }

/** One file, as the content or a supplement tells of it; `sha256` is of what was sent. */
export type EvidenceEntry = {
  id: string
  kind: EvidenceKind
  mediaType: string
  /** Bytes. */
  size: number
  sha256: string
}

/** What was filed. `salt` keeps its hash from being guessed at. */
export type TipContent = { format: 1; salt: string; rows: TipRow[]; evidence: EvidenceEntry[] }

export type Contact = { name: string; phone: string }

/** Evidence in the draft store, and the key that the person's session holds. */
export type DraftEvidence = { id: string; key: Uint8Array }

/** A draft as it is submitted. */
export type NewTip = {
  /** 32 random bytes of the draft. The same secret gives the same receipt, and is filed once. */
  secret: Uint8Array
  level: TipLevel
  rows: TipRow[]
  evidence: DraftEvidence[]
  contact: Contact | null
  /** Where the reporter can be told; null where that was not chosen. */
  link: PersonRef | null
  /** The unit it is about, where it is a registered one. */
  unitId: string | null
  district: string | null
  /** About a bureau or its staff: the city's custodian alone reads it. */
  aboutBureau: boolean
  /** More than one person may send: parked, not dropped. */
  flooded: boolean
  today: CivilDate
}

/** `code` is shown once, as `XXXX-XXXX-XXXX`. `proof` proves later what was filed without showing it. */
export type Receipt = { number: string; code: string; proof: string }

/** A tip that is there, and what it promised its reporter. */
export type Filed = Receipt & { level: TipLevel }

/** Where tips come in. */
export interface TipIntake {
  /** False while nobody could read a tip: the bot gives the hotline then. */
  ready(): Promise<boolean>
  /** Throws AppError('own-code') where the text has the tip's own query code in it. */
  submit(tip: NewTip): Promise<Receipt>
  /** What was filed under a draft's secret: its writer may not have heard of it. Null where nothing was. */
  filed(secret: Uint8Array): Promise<Filed | null>
}

/** Evidence of tips that are still being written; nothing in it leads to a person. */
export interface DraftEvidenceStore {
  /** `key`: 32 random bytes, one per file. */
  keep(
    file: { kind: EvidenceKind; mediaType: string; bytes: Uint8Array },
    key: Uint8Array,
    now: Instant,
  ): Promise<{ id: string }>
  /** Bytes that a draft with these may still have. */
  left(ids: readonly string[]): Promise<number>
  drop(ids: readonly string[]): Promise<void>
  /** Deletes what is older than a draft may be, and what a crash has left of another; how many of the former. */
  sweep(now: Instant): Promise<number>
}

/** Notice 四（三）. */
export type ReferralKind = 'market-regulator' | 'police'

/** What a reporter sees. A merged tip stands as the one it was merged into. */
export type TipStanding = {
  number: string
  level: TipLevel
  state: TipState
  since: CivilDate
  dueOn: CivilDate | null
  referredTo: ReferralKind[]
  /** Whether there is still a name and phone or a link that can be withdrawn. */
  hasContact: boolean
  /** In order. The reporter's own have no text: it is sealed to the bureau. */
  messages: { from: 'bureau' | 'reporter'; on: CivilDate; text: string; isQuestion: boolean }[]
}

/** Both cost what finding the tip costs. */
export type NotLetIn = { outcome: 'wrong' | 'too-many' }

/** What a reporter does with the query code. `person` only counts wrong tries. */
export interface ReporterDesk {
  look(code: string, person: PersonKey): Promise<{ outcome: 'found'; tip: TipStanding } | NotLetIn>
  /**
   * Text and evidence for the bureau. `once` is a random name of this supplement that the session holds, never a message's
   * key: the same name again writes nothing. `own-code`: the text has the query code in it, and nothing was kept.
   */
  supplement(
    code: string,
    person: PersonKey,
    text: string,
    evidence: DraftEvidence[],
    once: string,
  ): Promise<{ outcome: 'kept' | 'own-code' } | NotLetIn>
  /** Destroys name, phone and link for good. */
  withdrawContact(code: string, person: PersonKey): Promise<{ outcome: 'withdrawn' | 'nothing' } | NotLetIn>
}

/** Why a reporter is to be told; never about what. */
export type Notice = 'state' | 'question'

/** What reporters must still be told. For the sender alone: nobody else can open a link. */
export interface TipOutbox {
  /** Passes over links that are gone meanwhile; what is not told comes again. */
  due(): AsyncGenerator<{ id: string; kind: Notice; ref: PersonRef }>
  told(id: string): Promise<void>
}
