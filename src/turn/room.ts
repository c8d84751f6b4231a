import type { Say } from '../dialog/answer.ts'
import type { Element, Frame } from '../dialog/frame.ts'
import type { DialogEvent } from '../dialog/hear.ts'
import type { Script } from '../dialog/script.ts'
import type { Place } from '../dialog/walk.ts'
import type { ErrorCode } from '../errors.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { EvidenceBody } from './evidence-body.ts'
import type { BringMedium, PersonRef } from './inbound.ts'
import type { Session } from './session.ts'
import type { PersonKey } from './store.ts'

/** One message being handled. `message` is its keyed hash: records written under it are written once. */
export type Moment = {
  person: PersonKey
  ref: PersonRef
  message: string
  now: Instant
  today: CivilDate
}

/** A message that has its turn. */
export type TurnMoment = Moment & {
  /** Asked before each write. Throws AppError('turn-overdue') once the lease is lost. */
  checkLease(): void
}

/** What came of an event. Nothing set: it is recorded, go on. */
export type Outcome = {
  /** The answer cannot stand; the question stays open. */
  reject?: Say
  say?: Say[]
  facts?: Record<string, string>
  lists?: Record<string, Element[]>
  /** These stand now in place of the frame's: someone else has answered meanwhile, or one of them is void. */
  answers?: Frame['answers']
  /** Paths whose answers do not stand any more: they are asked again where they apply. */
  reopen?: string[]
  subject?: string
  /** The dialog is over. */
  finished?: boolean
  /** Receipt of what was filed at its end: its papers may follow the reply as files. */
  papers?: string
  /** A dialog that the end of this one leaves nothing to do for: it is dropped where it lies below. */
  closes?: string
  /** A command to run next, such as the self-check a person wanted when they had to register first. */
  next?: string
  /** What the turn fails with where its end cannot be kept: what is done stands all the same. */
  unsure?: ErrorCode
}

/** A business room turns what happened in its dialogs into records, each write idempotent under `moment.message`. */
export interface Room {
  readonly dialogs: readonly string[]
  apply(event: DialogEvent, frame: Frame, script: Script, moment: Moment): Promise<Outcome>
  /** Keeps a piece of evidence before the dialog hears of it; what it cannot keep it says, with what to send instead. */
  keep?(body: EvidenceBody, frame: Frame, place: Place, moment: Moment): Promise<{ id: string } | Say>
}

export type CommandResult = {
  say: Say[]
  /** A dialog to begin or to go on with. */
  start?: Frame
  /** Ask first: the next 是 does it. */
  pending?: Session['pending']
  /** Every open dialog is dropped: what they worked on is no longer this person's. */
  clear?: boolean
  /** Where what is said must not be kept: the rest of a long reply is gone by then. */
  until?: Instant
}

/** What a menu key or a typed command does. */
export type Command = (moment: Moment, session: Session) => Promise<CommandResult>

/** Where scripts are found: the current one of a dialog, and any earlier one by its hash. */
export interface Shelf {
  current(dialog: string): Script
  byHash(hash: string): Promise<Script | null>
}

export type SentPhoto = { url: string; mediaId: string; bring?: BringMedium }

/** Fetches and keeps a photo before the dialog hears of it. Throws AppError('media-…'). */
export interface PhotoKeeper {
  keep(photo: SentPhoto, owner: string, moment: Moment): Promise<{ id: string }>
}
