import type { Kysely } from 'kysely'
import type { CivilDate } from '../../lib/clock.ts'
import type { Tables } from '../../storage/tables.ts'
import { APART } from '../apart.ts'
import { destroyOn } from '../case/destruction.ts'
import { type CaseStanding, type CaseStep, extended, isOver, stepped } from '../case/flow.ts'
import type { TipRef } from '../change-tip.ts'
import type { RefusalReason } from '../settings-content.ts'
import { act, type Plan } from './act.ts'
import type { CaseDesk, Done, Refused } from './case-desk.ts'
import { type DeskContext, standingOf, type TipRow } from './desk-context.ts'
import { no } from './no.ts'

/** The steps of a case: each moves it on, tells the reporter, and sets the clocks. */
export function caseSteps(
  desk: DeskContext,
): Pick<CaseDesk, 'accept' | 'refuse' | 'investigate' | 'handle' | 'answer' | 'close' | 'reopen' | 'extend'> {
  const step = (ref: TipRef, name: CaseStep, more: Plan = {}) =>
    act(desk, ref, name, tip => withStep(desk, tip, name, more))
  return {
    // Taken up, it is parked no longer.
    accept: ref => step(ref, 'accept', { changes: { flooded: 0 } }),
    investigate: ref => step(ref, 'investigate'),
    handle: ref => step(ref, 'handle'),
    close: ref => step(ref, 'close'),
    refuse: (ref, reason, words) => refuse(ref, reason, words.trim()),
    answer: async (ref, words) => (words.trim() ? step(ref, 'answer', letter(words)) : no('no-words')),
    reopen: async (ref, reason) =>
      reason.trim() ? step(ref, 'reopen', { note: reason.trim() }) : no('no-words'),
    async extend(ref, days, reason) {
      if (!reason.trim()) return no('no-words')
      return act(desk, ref, 'extend', tip => {
        const after = extended(standingOf(tip), days, desk.settings.clocks)
        return typeof after === 'string' ? no(after) : { ...moved(desk, tip, after), ...letter(reason) }
      })
    },
  }

  /** The reason in the words of the content, then the handler's own. */
  async function refuse(ref: TipRef, reason: RefusalReason, words: string): Promise<Done> {
    const text = [desk.settings.reasons[reason].label, words].filter(Boolean).join('\n')
    return step(ref, 'refuse', { ...letter(text), changes: { refusal: reason } })
  }
}

/** The plan of a step, or why it cannot be taken. */
export function withStep(desk: DeskContext, tip: TipRow, step: CaseStep, more: Plan = {}): Plan | Refused {
  const after = stepped(standingOf(tip), step, desk.today(), desk.settings.clocks)
  if (typeof after === 'string') return no(after)
  const { changes, ...rest } = moved(desk, tip, after)
  return { ...rest, ...more, changes: { ...changes, ...more.changes } }
}

function moved(desk: DeskContext, tip: TipRow, after: CaseStanding): Plan & { changes: Partial<TipRow> } {
  const { state, since, dueOn, extension } = after
  const overOn = isOver(state) ? since : null
  const plan: Plan = { notice: 'state', reachesMerged: true }
  if (isOver(state) !== isOver(standingOf(tip).state))
    plan.also = trx => setDestruction(trx, desk, tip.number, overOn)
  return { ...plan, changes: { state, since, due_on: dueOn, extension } }
}

function letter(words: string): Pick<Plan, 'letter'> {
  return { letter: { text: words.trim(), isQuestion: false } }
}

/** A case that is over starts the clock after which contacts and links are gone, those of merged tips too. */
export async function setDestruction(
  trx: Kysely<Tables>,
  { settings }: DeskContext,
  number: string,
  overOn: CivilDate | null,
): Promise<void> {
  const tips = await trx
    .selectFrom('tips')
    .select(['number', 'received_on'])
    .where(({ eb, or }) => or([eb('number', '=', number), eb('merged_into', '=', number)]))
    .execute()
  for (const { number: tip, received_on: receivedOn } of tips) {
    for (const kept of ['contact', 'link'] as const) {
      await trx
        .updateTable(APART[kept])
        .set({ destroy_on: destroyOn(kept, { receivedOn, overOn }, settings.retention) })
        .where('tip', '=', tip)
        .where('destroyed_on', 'is', null)
        .execute()
    }
  }
}
