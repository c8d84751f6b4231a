import type { Opening, ReplyWindows } from './reply-windows.ts'

/** Sealed bytes: the store cannot read them. */
export type Sealed = Uint8Array

/** A keyed hash of a person; never the platform's id. */
export type PersonKey = string

export type Turn = {
  person: PersonKey
  /** Dedupe key of the message being handled. */
  message: string
  /** Names this delivery; another delivery of the same message has another. */
  attempt: string
  /** Grows with every lease of this person; a commit under an older fence is refused. */
  fence: number
}

export type Begun =
  | { state: 'go'; turn: Turn; session: Sealed | null; parked: Sealed | null }
  /** Handled before. `reply` is there for 60 s after the commit, then null; the mark itself lives 24 h. */
  | { state: 'seen'; reply: Sealed | null }
  /** Not yet: the place in the queue is kept, ask again. `same`: this very message is being handled on another attempt. */
  | { state: 'wait'; same: boolean }

export type Commit = {
  /** null leaves no session behind; `same` leaves the one there is, and its time. */
  session: Sealed | null | 'same'
  /** null: nothing was said. */
  reply: Sealed | null
  /** What waits for the person's next message; null clears it. */
  parked: Sealed | null
  /** How long this session, and what is parked, may live where that is shorter than usual. */
  sessionMs?: number | undefined
  parkedMs?: number | undefined
  /** Something was or is here that has an end: nothing of it may lie about on a disk once it was overwritten. */
  isBrief?: boolean
  /** What the message opens for the account. */
  opens?: Opening | null
}

/**
 * Conversation state of persons. Time in it is the store's own clock, so that instances need not agree.
 *
 * - `begin` and `commit` are one round trip each and atomic.
 * - Messages of one person go in the order of their first `begin`; a waiter that stops asking for `waitMs`
 *   loses its place, a holder that neither renews nor commits for `leaseMs` loses its lease.
 * - Every method rejects with AppError('store-away') while the store cannot be reached; nothing has changed then,
 *   or a repeat of the same call makes it so.
 */
export interface TurnStore extends ReplyWindows {
  begin(person: PersonKey, message: string, attempt: string): Promise<Begun>
  /** False: the lease is lost, stop working. */
  renew(turn: Turn): Promise<boolean>
  /** `stale`: another attempt holds a newer lease; nothing was written. */
  commit(turn: Turn, what: Commit): Promise<'ok' | 'stale'>
  /** Gives the lease back with nothing changed and no mark, so that the same message may be tried again. */
  release(turn: Turn): Promise<void>
  /** A waiter gives up its place. */
  leave(person: PersonKey, message: string): Promise<void>
  /** Rejects when the store is away (readiness). */
  ping(): Promise<void>
  close(): Promise<void>
}

export type TurnStoreTimes = {
  leaseMs: number
  waitMs: number
  seenMs: number
  replyMs: number
  sessionMs: number
}

/**
 * A lease ends well within the 4.5 s of a turn: the retry that follows a killed process outwaits it and still answers.
 * A session lives 400 days: a self-check may rest for the whole campaign.
 */
export const TURN_TIMES: TurnStoreTimes = {
  leaseMs: 3_000,
  waitMs: 3_000,
  seenMs: 24 * 3_600_000,
  replyMs: 60_000,
  sessionMs: 400 * 86_400_000,
}
