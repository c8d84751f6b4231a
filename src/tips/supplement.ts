import type { Kysely } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import { noteOnTip, REPORTER } from './change-tip.ts'
import { MESSAGE_BLOCK, type SealedMessage } from './content.ts'
import type { EvidenceHandOver, SealedEvidence } from './hand-over-evidence.ts'
import { writePadded } from './padded-json.ts'
import { sealTo } from './sealing.ts'
import type { DraftEvidence } from './tip.ts'

export type SealedSupplement = { toTip: Uint8Array; evidence: SealedEvidence }

/** What a reporter adds; only the tip's handlers can open it, not even the reporter. */
export async function sealSupplement(
  { text, drafts, today }: { text: string; drafts: readonly DraftEvidence[]; today: CivilDate },
  handOver: EvidenceHandOver,
  recipient: string,
): Promise<SealedSupplement> {
  const evidence = await handOver.seal(drafts, recipient, today)
  const message: SealedMessage = { text, evidence: evidence.entries }
  return { toTip: await sealTo([recipient], writePadded(message, MESSAGE_BLOCK)), evidence }
}

/** Holds whatever handlers did meanwhile. `id` is that of the message. */
export async function addSupplement(
  trx: Kysely<Tables>,
  tip: string,
  { toTip, evidence }: SealedSupplement,
  { id, today }: { id: string; today: CivilDate },
  handOver: Pick<EvidenceHandOver, 'attach'>,
): Promise<void> {
  const version = await noteSupplement(trx, tip, today)
  await trx
    .insertInto('tip_messages')
    .values({
      id,
      tip,
      version,
      sender: 'reporter',
      is_question: 0,
      sent_on: today,
      to_reporter: null,
      to_tip: toTip,
    })
    .execute()
  await handOver.attach(trx, tip, evidence)
}

/** A merged tip's survivor hears of it too. Gives the version of the tip itself. */
async function noteSupplement(trx: Kysely<Tables>, tip: string, today: CivilDate): Promise<number> {
  const event = { day: today, actor: REPORTER, action: 'supplement' }
  // The survivor first, as an action on it takes hold of both; again where it was merged at this very moment.
  const survivor = await survivorOf(trx, tip)
  if (survivor) await noteOnTip(trx, survivor, event)
  const version = await noteOnTip(trx, tip, event)
  const now = await survivorOf(trx, tip)
  if (now && now !== survivor) await noteOnTip(trx, now, event)
  return version
}

/** What a merged tip was merged into; none where others handle it: they must not hear of this tip. */
export async function survivorOf(trx: Kysely<Tables>, tip: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('tips')
    .innerJoin('tips as survivor', 'survivor.number', 'tips.merged_into')
    .select('survivor.number')
    .where('tips.number', '=', tip)
    .whereRef('survivor.bureau', '=', 'tips.bureau')
    .whereRef('survivor.custodian_only', '=', 'tips.custodian_only')
    .executeTakeFirst()
  return row?.number
}
