import type { Instant } from '../lib/clock.ts'
import { openReply, type ReplySeal } from './remembered-reply.ts'
import type { PersonKey, Sealed } from './store.ts'
import { earliest, latest } from './until.ts'

/** What waits for a person's next message. */
export type Parked = {
  /** A reply that came too late for its own message; '' where there is none. */
  late: string
  /** Where the late reply belongs to a dialog that lives in the session alone: it goes with it. */
  until?: Instant | undefined
  /** Sentences for this person, each put here once; some for a while only. */
  notices: { id: string; text: string; until?: Instant | undefined }[]
  /** Rooms that have something to tell: they say what still holds when it is told. */
  rooms: string[]
}

export const NOTHING_PARKED: Parked = { late: '', notices: [], rooms: [] }

/** A reply that came too late goes after the one that waits already. */
export function withLate(parked: Parked, late: string, until?: Instant): Parked {
  const joined = [parked.late, late].filter(text => text !== '').join('\n\n')
  return { ...parked, late: joined, until: latest(parked.until, until) }
}

/** When nothing of it may be left; undefined where it may wait as long as anything. The first thing to go takes the rest along. */
export function endOf({ until, notices }: Parked): Instant | undefined {
  return earliest(until, ...notices.map(notice => notice.until))
}

export function sealParked(seal: ReplySeal, person: PersonKey, parked: Parked): Sealed | null {
  const isEmpty = parked.late === '' && parked.notices.length === 0 && parked.rooms.length === 0
  return isEmpty ? null : seal.seal('reply', person, Buffer.from(JSON.stringify(parked)))
}

/** Reads what any earlier version has parked: at first it was a whole reply. What has had its time is gone. */
export function openParked(seal: ReplySeal, person: PersonKey, sealed: Sealed | null, now: Instant): Parked {
  if (!sealed) return NOTHING_PARKED
  const stored: object = openReply<object>(seal, person, sealed)
  if ('body' in stored) return { ...NOTHING_PARKED, late: (stored.body as { text?: string }).text ?? '' }
  const parked = stored as Parked
  const isOver = (until: Instant | undefined) => until !== undefined && until <= now
  const notices = parked.notices.filter(({ until }) => !isOver(until))
  return isOver(parked.until) ? { ...parked, notices, late: '', until: undefined } : { ...parked, notices }
}
