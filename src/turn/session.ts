import type { Frame } from '../dialog/frame.ts'
import type { Instant } from '../lib/clock.ts'
import { latest } from './until.ts'

/** What must be said yes to before it happens. */
export type Pending = 'restart' | 'cancel' | 'leave'

/**
 * Where a person is. Answers are records the moment they are given; this only remembers the place,
 * so losing it costs a “继续”.
 */
export type Session = {
  v: 1
  /** Dialogs begun, the innermost first; what was interrupted lies below. */
  frames: Frame[]
  paused: boolean
  /** The rest of a reply too long for one message. */
  more: string
  pending: Pending | null
}

export const EMPTY_SESSION: Session = { v: 1, frames: [], paused: false, more: '', pending: null }

export function writeSession(session: Session): Uint8Array {
  return Buffer.from(JSON.stringify(session))
}

/**
 * Reads what any earlier version of this code has stored. It was sealed by us, so only the version is looked at:
 * a new format adds a rung here, and a sample of the old one to tests/fixtures/sessions.
 */
export function readSession(bytes: Uint8Array): Session {
  const stored = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as {
    v: number
  }
  if (stored.v === 1) return stored as Session
  return EMPTY_SESSION
}

/** Without the dialogs whose time is over and the rest of what was said in them; the same object where there are none. */
export function lasting(session: Session, now: Instant): Session {
  const frames = session.frames.filter(({ until }) => until === undefined || until > now)
  if (frames.length === session.frames.length) return session
  return { ...session, frames, paused: session.paused && frames.length > 0, more: '', pending: null }
}

/**
 * When nothing of a session may be left; undefined where all of it may rest. It goes with the last of its dialogs that
 * live in it alone; the records of others, such as a self-check, lead back to their place.
 */
export function untilOf(session: Session | null): Instant | undefined {
  return latest(...(session?.frames.map(({ until }) => until) ?? []))
}
