import { createHash } from 'node:crypto'
import type { Insertable, Kysely } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'
import type { AgeRecipient } from './age-identity.ts'
import type { DraftEvidenceReader } from './draft-evidence.ts'
import { createPieces } from './pieces.ts'
import { chunksOf, sealTo } from './sealing.ts'
import type { DraftEvidence, DraftEvidenceStore, EvidenceEntry } from './tip.ts'

/** Files that are there already, and are a tip's once its rows name them. */
export type SealedEvidence = {
  /** For the content or the message that tells of it. */
  entries: EvidenceEntry[]
  rows: Omit<Insertable<Tables['tip_evidence']>, 'tip'>[]
}

export type EvidenceHandOver = ReturnType<typeof createEvidenceHandOver>

/**
 * Evidence changes hands, from the draft to the tip, one file at a time: however much of it there is, no more than one is held,
 * and no transaction waits for it. Until a tip names them both the draft's files and the tip's are there; a crash leaves
 * the draft whole.
 */
export function createEvidenceHandOver(deps: {
  database: Database
  drafts: DraftEvidenceReader & Pick<DraftEvidenceStore, 'drop'>
  random: Random
}) {
  const { drafts, random } = deps
  const { db } = deps.database
  const pieces = createPieces(db)

  return {
    /** Seals it to the tip. What has expired with its draft is left out, and what a tip has already. */
    async seal(
      evidence: readonly DraftEvidence[],
      recipient: AgeRecipient,
      today: CivilDate,
    ): Promise<SealedEvidence> {
      const sealed: SealedEvidence = { entries: [], rows: [] }
      const taken = await takenOf(evidence)
      for (const draft of evidence.filter(({ id }) => !taken.has(id))) {
        const file = await drafts.read(draft)
        if (!file) continue
        const { kind, mediaType, bytes } = file
        const { id } = draft
        const size = bytes.length
        const name = newId(random)
        await pieces.write(name, await sealTo([recipient], bytes), today)
        sealed.entries.push({ id, kind, mediaType, size, sha256: await digest(bytes) })
        sealed.rows.push({ id, kind, media_type: mediaType, size, file: name })
      }
      return sealed
    },

    async attach(trx: Kysely<Tables>, tip: string, { rows }: SealedEvidence): Promise<void> {
      if (rows.length === 0) return
      await trx
        .insertInto('tip_evidence')
        .values(rows.map(row => ({ ...row, tip })))
        .execute()
    },

    /** Once it is the tip's. */
    letGo: (evidence: readonly DraftEvidence[]) => drafts.drop(evidence.map(({ id }) => id)),
  }

  async function takenOf(evidence: readonly DraftEvidence[]): Promise<Set<string>> {
    if (evidence.length === 0) return new Set()
    const ids = evidence.map(({ id }) => id)
    const rows = await db.selectFrom('tip_evidence').select('id').where('id', 'in', ids).execute()
    return new Set(rows.map(({ id }) => id))
  }
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(bytes)) hash.update(chunk)
  return hash.digest('hex')
}
