import { addDays, toCivil } from '../campaign/civil-date.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import { identityFrom, recipientOf } from './age-identity.ts'
import { openWith, sealTo } from './sealing.ts'
import type { DraftEvidence, DraftEvidenceStore, EvidenceKind } from './tip.ts'

export type EvidenceFile = { kind: EvidenceKind; mediaType: string; bytes: Uint8Array }

/** What the intake reads again when the tip is submitted. */
export type DraftEvidenceReader = { read(draft: DraftEvidence): Promise<EvidenceFile | null> }

const LINE_END = 0x0a

/** Evidence of drafts: each file sealed to a key of its own that is stored nowhere, and that nothing here leads to. */
export function createDraftEvidence(deps: {
  database: Database
  random: Random
  /** How long a draft may take. */
  days: number
}): DraftEvidenceStore & DraftEvidenceReader {
  const { db } = deps.database
  return {
    async keep({ kind, mediaType, bytes }, key, now) {
      const id = newId(deps.random)
      const file = Buffer.concat([Buffer.from(`${JSON.stringify({ kind, mediaType })}\n`), bytes])
      const sealed = await sealTo([await recipientOf(identityFrom(key))], file)
      const expires_on = addDays(toCivil(now), deps.days)
      await db.insertInto('tip_draft_evidence').values({ id, bytes: sealed, expires_on }).execute()
      return { id }
    },

    async drop(ids) {
      if (ids.length > 0) await db.deleteFrom('tip_draft_evidence').where('id', 'in', ids).execute()
    },

    async sweep(now) {
      const { numDeletedRows } = await db
        .deleteFrom('tip_draft_evidence')
        .where('expires_on', '<=', toCivil(now))
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },

    async read({ id, key }) {
      const row = await db
        .selectFrom('tip_draft_evidence')
        .select('bytes')
        .where('id', '=', id)
        .executeTakeFirst()
      const file = row && (await openWith(identityFrom(key), row.bytes))
      return file ? split(file) : null
    },
  }
}

function split(file: Uint8Array): EvidenceFile {
  const head = file.indexOf(LINE_END)
  const about = JSON.parse(Buffer.from(file.subarray(0, head)).toString()) as Omit<EvidenceFile, 'bytes'>
  return { ...about, bytes: file.subarray(head + 1) }
}
