import type { Counts } from '../../lib/shared-values.ts'
import type { Seal } from '../../storage/seal.ts'
import type { Room } from '../../turn/room.ts'
import type { PersonKey } from '../../turn/store.ts'

const DAY = 86_400_000

/** How often a person submitted something within a day. All dialogs count alike, so that the count tells of no tip. */
export type Submissions = {
  counting(room: Room): Room
  of(person: PersonKey): Promise<number>
}

export function createSubmissions(counts: Counts, seal: Pick<Seal, 'hash'>): Submissions {
  const keyOf = (person: PersonKey) => seal.hash('limit', `submissions ${person}`)
  return {
    counting: room => ({
      ...room,
      async apply(event, frame, script, moment) {
        if (event.type === 'submitted') await counts.count(keyOf(moment.person), DAY)
        return room.apply(event, frame, script, moment)
      },
    }),
    of: person => counts.counted(keyOf(person)),
  }
}
