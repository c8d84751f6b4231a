import type { Frame } from '../dialog/frame.ts'

/** What must be said yes to before it happens. */
export type Pending = 'restart' | 'leave'

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
