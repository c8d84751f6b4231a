import { createHash } from 'node:crypto'
import type { Insertable, Kysely } from 'kysely'
import type { Tables } from '../storage/tables.ts'
import type { AgeRecipient } from './age-identity.ts'
import type { DraftEvidenceReader } from './draft-evidence.ts'
import { chunksOf, sealTo } from './sealing.ts'
import type { DraftEvidence, EvidenceEntry } from './tip.ts'

export type SealedEvidence = {
  /** For the content or the message that tells of it. */
  entries: EvidenceEntry[]
  rows: Omit<Insertable<Tables['tip_evidence']>, 'tip'>[]
}

/** Takes evidence out of the draft store and seals it to the tip. What has expired with its draft is left out. */
export async function sealEvidence(
  drafts: readonly DraftEvidence[],
  store: DraftEvidenceReader,
  recipient: AgeRecipient,
): Promise<SealedEvidence> {
  const sealed: SealedEvidence = { entries: [], rows: [] }
  for (const draft of drafts) {
    const file = await store.read(draft)
    if (!file) continue
    const { kind, mediaType, bytes } = file
    const size = bytes.length
    sealed.entries.push({ id: draft.id, kind, mediaType, size, sha256: await digest(bytes) })
    const body = await sealTo([recipient], bytes)
    sealed.rows.push({ id: draft.id, kind, media_type: mediaType, size, bytes: body })
  }
  return sealed
}

/** The evidence changes hands: from the draft to the tip, under the same id. */
export async function attachEvidence(
  trx: Kysely<Tables>,
  tip: string,
  { rows }: SealedEvidence,
): Promise<void> {
  for (const row of rows) {
    await trx
      .insertInto('tip_evidence')
      .values({ ...row, tip })
      .execute()
    await trx.deleteFrom('tip_draft_evidence').where('id', '=', row.id).execute()
  }
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(bytes)) hash.update(chunk)
  return hash.digest('hex')
}
