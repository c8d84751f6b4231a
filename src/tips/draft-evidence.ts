import { addDays, toCivil } from '../campaign/civil-date.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import { identityFrom, recipientOf } from './age-identity.ts'
import { createPieces } from './pieces.ts'
import { openWith, sealTo } from './sealing.ts'
import type { DraftEvidence, DraftEvidenceStore, EvidenceKind } from './tip.ts'

export type EvidenceFile = { kind: EvidenceKind; mediaType: string; bytes: Uint8Array }

/** What is read again when the tip is submitted. */
export type DraftEvidenceReader = { read(draft: DraftEvidence): Promise<EvidenceFile | null> }

const LINE_END = 0x0a

/** Evidence of drafts: each file sealed to a key of its own that is stored nowhere, and that nothing here leads to. */
export function createDraftEvidence(deps: {
  database: Database
  random: Random
  /** How long a draft may take. */
  days: number
  /** Bytes of one draft. */
  most: number
}): DraftEvidenceStore & DraftEvidenceReader {
  const { db } = deps.database
  const pieces = createPieces(db)

  async function drop(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await db.deleteFrom('tip_draft_evidence').where('id', 'in', ids).execute()
    for (const id of ids) await pieces.drop(id)
  }

  return {
    drop,
    left: async ids => Math.max(0, deps.most - (await pieces.size(ids))),

    async keep({ kind, mediaType, bytes }, key, now) {
      const id = newId(deps.random)
      const today = toCivil(now)
      const file = Buffer.concat([Buffer.from(`${JSON.stringify({ kind, mediaType })}\n`), bytes])
      await pieces.write(id, await sealTo([await recipientOf(identityFrom(key))], file), today)
      const expires_on = addDays(today, deps.days)
      await db.insertInto('tip_draft_evidence').values({ id, expires_on }).execute()
      return { id }
    },

    async sweep(now) {
      const today = toCivil(now)
      const expired = await db
        .selectFrom('tip_draft_evidence')
        .select('id')
        .where('expires_on', '<=', today)
        .execute()
      for (const { id } of expired) await drop([id])
      // A day is left to what is being written.
      await pieces.sweep(addDays(today, -1))
      return expired.length
    },

    async read({ id, key }) {
      const sealed = await pieces.read(id)
      const file = sealed && (await openWith(identityFrom(key), sealed))
      return file ? split(file) : null
    },
  }
}

function split(file: Uint8Array): EvidenceFile {
  const head = file.indexOf(LINE_END)
  const about = JSON.parse(Buffer.from(file.subarray(0, head)).toString()) as Omit<EvidenceFile, 'bytes'>
  return { ...about, bytes: file.subarray(head + 1) }
}
