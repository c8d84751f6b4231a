import { openParked, type Parked, sealParked, withLate } from './parked.ts'
import type { ReplySeal } from './remembered-reply.ts'
import type { PersonKey, TurnStore } from './store.ts'

export type ParkDependencies = {
  store: Pick<TurnStore, 'begin' | 'commit' | 'leave'>
  seal: ReplySeal
  newAttempt: () => string
}

/** `id` names it: put there again under the same id it is there once. `late` is a reply that could not be delivered. */
export type Note = { id: string; text: string } | { id: string; room: string } | { id: string; late: string }

/** Leaves something for a person's next message. False where the person is talking just now: try again. */
export type Park = (person: PersonKey, note: Note) => Promise<boolean>

/**
 * It takes a turn of the person's own, between their messages, so that it neither overtakes nor is lost; the session
 * stays as it was.
 */
export function createPark({ store, seal, newAttempt }: ParkDependencies): Park {
  return async function park(person, note) {
    const message = `park:${note.id}`
    const begun = await store.begin(person, message, newAttempt())
    if (begun.state === 'seen') return true
    if (begun.state === 'wait') {
      await store.leave(person, message)
      return false
    }
    const parked = withNote(openParked(seal, person, begun.parked), note)
    const what = { session: 'same' as const, reply: null, parked: sealParked(seal, person, parked) }
    return (await store.commit(begun.turn, what)) === 'ok'
  }
}

function withNote(parked: Parked, note: Note): Parked {
  if ('room' in note) return { ...parked, rooms: [...new Set([...parked.rooms, note.room])] }
  if ('late' in note) return withLate(parked, note.late)
  const others = parked.notices.filter(({ id }) => id !== note.id)
  return { ...parked, notices: [...others, { id: note.id, text: note.text }] }
}
