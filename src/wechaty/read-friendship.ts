import { toCivil } from '../campaign/civil-date.ts'
import { type Heard, instantOf, type Reading, turnOf } from './read-message.ts'

/** Whoever asks to be a friend is accepted and greeted like a follower; who has become one is greeted. */
export function createReadFriendship({ bot, types, name }: Reading) {
  const { puppet } = bot
  return async function readFriendship(friendshipId: string): Promise<Heard | null> {
    const { type, contactId, timestamp } = await puppet.friendshipPayload(friendshipId)
    if (type === types.Friendship.Receive) await puppet.friendshipAccept(friendshipId)
    else if (type !== types.Friendship.Confirm) return null
    // Both may come for one friendship, under two ids: it is greeted once a day.
    const event = { id: `friend:${toCivil(instantOf(timestamp))}`, timestamp }
    return turnOf({ bot, name }, contactId, event, { kind: 'follow' })
  }
}
