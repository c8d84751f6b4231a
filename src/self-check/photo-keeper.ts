import { createHash } from 'node:crypto'
import { newId, type Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import type { PhotoKeeper } from '../turn/room.ts'

/** Brings the bytes of a photo. Throws AppError('media-…'). */
export type FetchPhoto = (url: string) => Promise<{ bytes: Uint8Array; mediaType: string }>

/** Keeps a photo with what it belongs to, once per message: the platform forgets it after three days. */
export function createPhotoKeeper({ db }: Database, fetchPhoto: FetchPhoto, random: Random): PhotoKeeper {
  return {
    async keep({ url, bring }, owner, moment) {
      const before = await db
        .selectFrom('photos')
        .select('id')
        .where('message', '=', moment.message)
        .executeTakeFirst()
      if (before) return before
      const { bytes, mediaType } = await (bring ? bring() : fetchPhoto(url))
      const id = newId(random)
      await db
        .insertInto('photos')
        .values({
          id,
          unit_id: null,
          owner,
          media_type: mediaType,
          bytes,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          size: bytes.byteLength,
          received_at: moment.now,
          message: moment.message,
        })
        .execute()
      return { id }
    },
  }
}
