import { createHmac } from 'node:crypto'
import { toCivil } from '../campaign/civil-date.ts'
import type { Clock } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { TipLevel } from '../turn/tip-levels.ts'
import { destroyApart, isKept } from './apart.ts'
import type { TipState } from './case/flow.ts'
import { noteOnTip, REPORTER } from './change-tip.ts'
import type { EvidenceHandOver } from './hand-over-evidence.ts'
import { mentionsCode } from './query-code.ts'
import type { Entered, ReporterDoor } from './reporter-door.ts'
import { addSupplement, sealSupplement } from './supplement.ts'
import type { DraftEvidence, ReferralKind, ReporterDesk, TipStanding } from './tip.ts'

export type ReporterDeskDependencies = {
  database: Database
  door: ReporterDoor
  evidence: EvidenceHandOver
  clock: Clock
}

/** What reporters do with their query codes. */
export function createReporterDesk({
  database,
  door,
  evidence,
  clock,
}: ReporterDeskDependencies): ReporterDesk {
  const { db } = database
  const today = () => toCivil(clock.now())

  return {
    async look(code, person) {
      const entered = await door(code, person)
      return 'outcome' in entered ? entered : { outcome: 'found', tip: await standingOf(entered) }
    },

    async supplement(code, person, text, drafts, once) {
      const entered = await door(code, person)
      if ('outcome' in entered) return entered
      if (mentionsCode(text, code)) return { outcome: 'own-code' }
      // Under the reporter's own key: whoever has the database and all sessions cannot tell what `once` was.
      const id = createHmac('sha256', entered.identity).update(once).digest('hex').slice(0, 32)
      if (!(await isThere(id))) await add(entered.number, id, text, drafts)
      await evidence.letGo(drafts)
      return { outcome: 'kept' }
    },

    async withdrawContact(code, person) {
      const entered = await door(code, person)
      if ('outcome' in entered) return entered
      const { number } = entered
      if (!(await hasContact(number))) return { outcome: 'nothing' }
      const day = today()
      await db.transaction().execute(async trx => {
        await noteOnTip(trx, number, { day, actor: REPORTER, action: 'withdraw-contact' })
        for (const kept of ['contact', 'link'] as const) await destroyApart(trx, kept, number, day)
      })
      return { outcome: 'withdrawn' }
    },
  }

  async function add(tip: string, id: string, text: string, drafts: DraftEvidence[]): Promise<void> {
    const { tip_recipient } = await rowOf(tip)
    const at = { id, today: today() }
    const supplement = await sealSupplement({ text, drafts, today: at.today }, evidence, tip_recipient)
    await db.transaction().execute(trx => addSupplement(trx, tip, supplement, at, evidence))
  }

  /** A tip that was merged stands as the one that it was merged into. */
  async function standingOf({ number, messages }: Entered): Promise<TipStanding> {
    const tip = await rowOf(number)
    const survivor = tip.merged_into ? await rowOf(tip.merged_into) : tip
    const referrals = await db
      .selectFrom('tip_referrals')
      .select('kind')
      .distinct()
      .where('tip', '=', survivor.number)
      .where('referred_on', 'is not', null)
      .orderBy('kind')
      .execute()
    return {
      number,
      level: tip.level as TipLevel,
      state: survivor.state as TipState,
      since: survivor.since,
      dueOn: survivor.due_on,
      referredTo: referrals.map(({ kind }) => kind as ReferralKind),
      hasContact: await hasContact(number),
      messages,
    }
  }

  async function hasContact(number: string): Promise<boolean> {
    return (await isKept(db, 'contact', number)) || (await isKept(db, 'link', number))
  }

  async function isThere(message: string): Promise<boolean> {
    const row = await db.selectFrom('tip_messages').select('id').where('id', '=', message).executeTakeFirst()
    return row !== undefined
  }

  function rowOf(number: string) {
    return db
      .selectFrom('tips')
      .select(['number', 'level', 'state', 'since', 'due_on', 'merged_into', 'tip_recipient'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  }
}
