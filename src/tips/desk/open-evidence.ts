import { cleanImage } from '../image-metadata/clean-image.ts'
import { createPieces } from '../pieces.ts'
import { openWith } from '../sealing.ts'
import type { EvidenceKind } from '../tip.ts'
import type { EvidenceCopy, Refused } from './case-desk.ts'
import { audit, type DeskContext, tipIdentity, tipRow } from './desk-context.ts'
import { no } from './no.ts'

/** One piece of evidence. The audit line is written before it is opened, and says which copy was taken. */
export async function openEvidence(
  desk: DeskContext,
  number: string,
  id: string,
  copy: 'original' | 'clean',
): Promise<({ ok: true } & EvidenceCopy) | Refused> {
  const tip = await tipRow(desk, number)
  if (!tip) return no('unknown')
  await audit(desk, desk.database.db, `evidence-${copy}`, number)
  const row = await desk.database.db
    .selectFrom('tip_evidence')
    .select(['kind', 'media_type', 'file'])
    .where('tip', '=', number)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return no('nothing')
  const identity = await tipIdentity(desk, tip)
  const sealed = identity && (await createPieces(desk.database.db).read(row.file))
  const bytes = sealed && (await openWith(identity, sealed))
  if (!bytes) return no('no-key')
  const cleaned = copy === 'clean' ? cleanImage(bytes) : null
  return {
    ok: true,
    kind: row.kind as EvidenceKind,
    mediaType: row.media_type,
    bytes: cleaned ?? bytes,
    isClean: cleaned !== null,
  }
}
