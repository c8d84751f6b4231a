import type { Say } from '../dialog/answer.ts'
import { imageTypeOf } from '../lib/image-type.ts'
import type { Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import { isUniqueViolation } from '../storage/violations.ts'
import type { Moment } from '../turn/room.ts'
import { createPhotoKeeper } from './photo-keeper.ts'

export type StoredPhoto = { mediaType: string; bytes: Uint8Array }

/** A file as it came with a form; read only when it is wanted. */
export type Upload = { size: number; read(): Promise<Uint8Array> }

/** As in chat (wechat-platform §7). */
const MAX_BYTES = 10 * 1024 * 1024

/** Photos of a unit's self-checks, its verifications and its stamped papers, looked at and added on its pages. */
export interface PhotoShelf {
  /** Null for a photo that is not this unit's. */
  find(unitId: string, id: string): Promise<StoredPhoto | null>
  /** Those of the ids that are photos of this self-check. */
  owned(selfCheckId: string, ids: string[]): Promise<string[]>
  /** Keeps a file as a photo of this answer, once per message; or says why not. */
  add(upload: Upload, owner: string, moment: Moment): Promise<{ id: string } | { refused: Say }>
}

export function createPhotoShelf(database: Database, random: Random): PhotoShelf {
  const { db } = database
  return {
    async find(unitId, id) {
      const row = await db
        .selectFrom('photos')
        .select(['owner', 'media_type', 'bytes'])
        .where('id', '=', id)
        .executeTakeFirst()
      const [record = ''] = row?.owner.split(':') ?? []
      return row && (await isOwn(unitId, record)) ? { mediaType: row.media_type, bytes: row.bytes } : null
    },

    async owned(selfCheckId, ids) {
      if (ids.length === 0) return []
      const rows = await db.selectFrom('photos').select(['id', 'owner']).where('id', 'in', ids).execute()
      const own = rows.filter(({ owner }) => owner.startsWith(`${selfCheckId}:`)).map(({ id }) => id)
      return ids.filter(id => own.includes(id))
    },

    async add(upload, owner, moment) {
      if (upload.size > MAX_BYTES) return refused
      const bytes = await upload.read()
      const mediaType = imageTypeOf(bytes)
      if (!mediaType) return refused
      const keeper = createPhotoKeeper(database, async () => ({ bytes, mediaType }), random)
      const keep = () => keeper.keep({ url: '', mediaId: '' }, owner, moment)
      return keep().catch(thrown => {
        // A form sent twice at once: the other one kept it between our look and our writing.
        if (isUniqueViolation(thrown)) return keep()
        throw thrown
      })
    },
  }

  /** `record` is a self-check, a filing whose papers were photographed, or the unit itself with its verifications. */
  async function isOwn(unitId: string, record: string): Promise<boolean> {
    if (record === unitId) return true
    const filing = db
      .selectFrom('filings')
      .select('receipt as id')
      .where('receipt', '=', record)
      .where('unit_id', '=', unitId)
    const own = await db
      .selectFrom('self_checks')
      .select('id')
      .where('id', '=', record)
      .where('unit_id', '=', unitId)
      .unionAll(filing)
      .executeTakeFirst()
    return own !== undefined
  }
}

const refused = { refused: { phrase: 'photo.refused' } }
