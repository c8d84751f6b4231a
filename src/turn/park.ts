import type { Clock, Instant } from '../lib/clock.ts'
import { endOf, openParked, type Parked, sealParked, withLate } from './parked.ts'
import type { ReplySeal } from './remembered-reply.ts'
import type { Commit, PersonKey, TurnStore } from './store.ts'
import { lifeOf } from './until.ts'

export type ParkDependencies = {
  store: Pick<TurnStore, 'begin' | 'commit' | 'release' | 'leave'>
  seal: ReplySeal & { hash(purpose: string, text: string): string }
  /** The campaign's. */
  clock: Clock
  newAttempt: () => string
}

/**
 * `id` names it: put there again under the same id, or in the same words, it is there once. `late` is a reply that could
 * not be delivered.
 */
export type Note =
  | { id: string; text: string; until?: Instant | undefined }
  | { id: string; room: string }
  | { id: string; late: string; until?: Instant | undefined }

/**
 * Leaves something for a person's next message. False where that cannot be now, and must be tried again: the person is
 * talking, or a reply waits that must not live as long as this.
 */
export type Park = (person: PersonKey, note: Note) => Promise<boolean>

/**
 * It takes a turn of the person's own, between their messages, so that it neither overtakes nor is lost; the session
 * stays as it was.
 */
export function createPark({ store, seal, clock, newAttempt }: ParkDependencies): Park {
  return async function park(person, note) {
    // Of the shape of a message's: who is told something must not stand out among those who wrote.
    const message = seal.hash('message', `park:${note.id}`)
    const begun = await store.begin(person, message, newAttempt())
    if (begun.state === 'seen') return true
    if (begun.state === 'wait') {
      await store.leave(person, message)
      return false
    }
    const now = clock.now()
    const before = openParked(seal, person, begun.parked, now)
    if (before.until !== undefined && !('late' in note)) {
      await store.release(begun.turn)
      return false
    }
    const parked = withNote(before, note)
    const what: Commit = {
      session: 'same',
      reply: null,
      parked: sealParked(seal, person, parked),
      parkedMs: lifeOf(endOf(parked), now),
    }
    return (await store.commit(begun.turn, what)) === 'ok'
  }
}

function withNote(parked: Parked, note: Note): Parked {
  if ('room' in note) return { ...parked, rooms: [...new Set([...parked.rooms, note.room])] }
  if ('late' in note) return withLate(parked, note.late, note.until)
  const others = parked.notices.filter(({ id, text }) => id !== note.id && text !== note.text)
  return { ...parked, notices: [...others, note] }
}
