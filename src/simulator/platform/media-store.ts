import type { Clock, Instant } from '../../lib/clock.ts'
import { newId, type Random } from '../../lib/random.ts'

export type Media = { bytes: Uint8Array; mediaType: string }

/** What WeChat takes in a chat (wechat-platform §7). */
export const IMAGE_BYTES = 10 * 1024 * 1024
const LIFE_MS = 3 * 24 * 3_600_000
const KEPT = 200
const KEPT_BYTES = 256 * 1024 * 1024

type Stored = Media & { at: Instant }

export type MediaStore = ReturnType<typeof createMediaStore>

/** What people have sent and the account has uploaded, newest last; only the newest 200 are kept. */
export function createMediaStore(clock: Clock, random: Random) {
  const stored = new Map<string, Stored>()
  let size = 0

  function dropOldest(): void {
    for (const [id, { bytes }] of stored) {
      if (stored.size <= KEPT && size <= KEPT_BYTES) return
      stored.delete(id)
      size -= bytes.length
    }
  }

  return {
    /** Its id is the MediaId of messages and the last part of a photo's PicUrl. */
    add(media: Media): string {
      const id = newId(random)
      stored.set(id, { ...media, at: clock.now() })
      size += media.bytes.length
      dropOldest()
      return id
    },

    /** Until three days have gone by, as the API has it. */
    find(id: string): Media | undefined {
      const found = stored.get(id)
      return found && clock.now() - found.at < LIFE_MS ? found : undefined
    },

    /** At whatever age: a PicUrl stays readable, and the phone keeps its pictures. */
    read: (id: string): Media | undefined => stored.get(id),
  }
}
