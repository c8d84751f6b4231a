import { toCivil } from '../campaign/civil-date.ts'
import { instantOf, type Opened, type Reading, turnOf } from './read-message.ts'

/** Whoever asks to be a friend is accepted and greeted like a follower; who has become one is greeted. */
export function createOpenFriendship({ bot, types, name }: Reading) {
  const { puppet } = bot
  return async function openFriendship(friendshipId: string): Promise<Opened | null> {
    const { type, contactId, timestamp } = await puppet.friendshipPayload(friendshipId)
    if (type !== types.Friendship.Receive && type !== types.Friendship.Confirm) return null
    return {
      conversation: contactId,
      otherwise: null,
      async read() {
        if (type === types.Friendship.Receive) await puppet.friendshipAccept(friendshipId)
        // Both may come for one friendship, under two ids: it is greeted once a day.
        const event = { id: `friend:${toCivil(instantOf(timestamp))}`, timestamp }
        return turnOf({ bot, name }, contactId, event, { kind: 'follow' })
      },
    }
  }
}
