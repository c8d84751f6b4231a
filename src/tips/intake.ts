import { AppError } from '../errors.ts'
import { newId } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import { isUniqueViolation } from '../storage/violations.ts'
import { destroyApart } from './apart.ts'
import { proofOf } from './content.ts'
import { type DraftCodes, draftCodes } from './draft-codes.ts'
import {
  type FilingDependencies,
  keepPersonal,
  type SealedTip,
  sealPersonal,
  sealTip,
  writeTip,
} from './filing.ts'
import type { Readers } from './keys/readers.ts'
import type { Recipients } from './keys/recipients-content.ts'
import { mentionsCode, showCode } from './query-code.ts'
import type { ReporterKeys } from './reporter-key.ts'
import { addSupplement, sealSupplement } from './supplement.ts'
import type { Filed, NewTip, Receipt, TipIntake } from './tip.ts'

export type IntakeDependencies = FilingDependencies & {
  database: Database
  readers: Readers
  keys: ReporterKeys
}

type Stored = { number: string; mark: string; level: string; tip_recipient: string; content_sha256: string }

/** Numbers of a day are so many that two tips hardly ever draw the same; four tries are plenty. */
const TRIES = 4

/** Takes tips in. Each step may be the last before a crash: what was submitted once is found again by its code. */
export function createTipIntake(deps: IntakeDependencies): TipIntake {
  const { readers, keys } = deps
  const { db } = deps.database

  return {
    ready: async () => (await readers()) !== null,

    async submit(tip) {
      const draft = draftCodes(tip.secret)
      checkLevel(tip)
      if (mentionsCode(wordsOf(tip), draft.code)) throw new AppError('own-code')
      const key = await keys(draft.code, 'first')
      const mark = draft.markOf(saidBy(tip))
      const before = await find(key.lookup)
      if (before && before.mark !== mark) await submitAnew(before, tip, mark)
      const stored =
        before ??
        (await file(await sealTip(deps, tip, { ...draft, mark }, key, await recipientsOfToday()), draft))
      await deps.evidence.letGo(tip.evidence)
      return receiptOf(stored, draft)
    },

    async filed(secret) {
      const draft = draftCodes(secret)
      const stored = await find((await keys(draft.code)).lookup)
      return stored ? { ...receiptOf(stored, draft), level: stored.level as Filed['level'] } : null
    },
  }

  function find(lookup: string): Promise<Stored | undefined> {
    return db
      .selectFrom('tips')
      .select(['number', 'mark', 'level', 'tip_recipient', 'content_sha256'])
      .where('lookup', '=', lookup)
      .executeTakeFirst()
  }

  /** Under the first number that is free; another submission of the same draft may have been quicker. */
  async function file(
    sealed: SealedTip,
    draft: DraftCodes,
  ): Promise<Pick<Stored, 'number' | 'content_sha256'>> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const number = draft.numberOn(sealed.row.received_on, attempt)
      try {
        await db.transaction().execute(trx => writeTip(trx, number, sealed, deps))
        return { number, content_sha256: sealed.row.content_sha256 }
      } catch (thrown) {
        if (!isUniqueViolation(thrown)) throw thrown
        const quicker = await find(sealed.row.lookup)
        if (quicker) return quicker
      }
    }
    throw new AppError('internal', 'no free number for a tip')
  }

  async function recipientsOfToday(): Promise<Recipients> {
    const recipients = await readers()
    if (recipients) return recipients
    throw new AppError('config-bad', 'a tip was submitted while none are taken')
  }

  /**
   * A crash came between writing the tip and telling its writer, who has changed something before submitting again. The tip
   * stands where it is; its new wording is added to it, and what could name the reporter is replaced by what was chosen now.
   */
  async function submitAnew(before: Stored, tip: NewTip, mark: string): Promise<void> {
    const { number, tip_recipient } = before
    const { today, evidence: drafts } = tip
    const added = { text: wordsOf(tip), drafts, today }
    const supplement = await sealSupplement(added, deps.evidence, tip_recipient)
    const personal = await sealPersonal(tip, await recipientsOfToday(), deps.random)
    await db.transaction().execute(async trx => {
      await addSupplement(trx, number, supplement, { id: newId(deps.random), today }, deps.evidence)
      await trx.updateTable('tips').set({ mark, level: tip.level }).where('number', '=', number).execute()
      for (const kept of ['contact', 'link'] as const) await destroyApart(trx, kept, number, today)
      await keepPersonal(trx, number, personal, today, deps.settings)
    })
  }
}

function receiptOf(
  { number, content_sha256 }: Pick<Stored, 'number' | 'content_sha256'>,
  { code }: DraftCodes,
): Receipt {
  return { number, code: showCode(code), proof: proofOf(content_sha256) }
}

/** What each level promises about the reporter is kept here, whoever calls. */
function checkLevel({ level, contact, link }: NewTip): void {
  const isNamed = level === 'named' || level === 'confidential'
  const fits = isNamed ? contact !== null : contact === null && (link !== null) === (level === 'notifiable')
  if (!fits) throw new AppError('internal', `contact and link do not fit level ${level}`)
}

function wordsOf({ rows }: NewTip): string {
  return rows.map(({ name, shown }) => `${name}：${shown}`).join('\n')
}

/** What makes two submissions of one draft different. */
function saidBy({ secret, today, flooded, evidence, ...said }: NewTip): unknown {
  return { ...said, evidence: evidence.map(({ id }) => id) }
}
