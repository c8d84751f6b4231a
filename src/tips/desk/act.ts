import type { Kysely } from 'kysely'
import { newId } from '../../lib/random.ts'
import type { Tables } from '../../storage/tables.ts'
import { changeTip, noteOnTip, type TipRef } from '../change-tip.ts'
import { MESSAGE_BLOCK, type SealedMessage } from '../content.ts'
import { putInOutbox } from '../outbox.ts'
import { writePadded } from '../padded-json.ts'
import { sealTo } from '../sealing.ts'
import type { Notice } from '../tip.ts'
import type { Done, Refused } from './case-desk.ts'
import { audit, type DeskContext, type TipRow, tipRow } from './desk-context.ts'
import { toLineOf } from './lines.ts'
import { no } from './no.ts'

/** What an action comes to, once it is allowed. */
export type Plan = {
  changes?: Partial<TipRow>
  /** Kept with the event, sealed to the tip. */
  note?: string
  /** Words for the reporter. */
  letter?: { text: string; isQuestion: boolean }
  /** The reporter is told that there is news. */
  notice?: Notice
  /** Reporters of tips that were merged into this one get letter and notice too. */
  reachesMerged?: boolean
  /** What else is written in the same transaction; `version` is the one the action makes. */
  also?(trx: Kysely<Tables>, version: number): Promise<void>
}

/** A reporter to be reached, with the letter as it is sealed for this one. */
type Addressee = { number: string; letter: { to_reporter: Uint8Array; to_tip: Uint8Array } | null }

/**
 * Takes one action on a tip as it was seen. Change, event, letters, outbox and audit line are one transaction; what has to be sealed
 * is sealed before it.
 */
export async function act(
  desk: DeskContext,
  ref: TipRef,
  action: string,
  plan: (tip: TipRow) => Plan | Refused | Promise<Plan | Refused>,
): Promise<Done> {
  const tip = await tipRow(desk, ref.number)
  if (!tip) return no('unknown')
  if (tip.version !== ref.version) return no('changed')
  const planned = await plan(tip)
  if ('why' in planned) return planned
  const event = { day: desk.today(), actor: desk.actor.name, action }
  const note = planned.note ? await sealNote(tip, planned.note) : null
  const [own, ...others] = await addresseesOf(desk, tip, planned)
  const version = ref.version + 1

  const isDone = await desk.database.db.transaction().execute(async trx => {
    if (!(await changeTip(trx, ref, { ...event, note }, planned.changes))) return false
    if (own) await reach(desk, trx, own, version, planned)
    for (const other of others)
      await reach(desk, trx, other, await noteOnTip(trx, other.number, event), planned)
    await planned.also?.(trx, version)
    await audit(desk, trx, action, ref.number)
    return true
  })
  if (!isDone) return no('changed')
  return { ok: true, tip: await toLineOf(desk, { ...tip, ...planned.changes, version }) }
}

function sealNote({ tip_recipient }: TipRow, note: string): Promise<Uint8Array> {
  return sealTo([tip_recipient], writePadded(note, MESSAGE_BLOCK))
}

async function addresseesOf(
  desk: DeskContext,
  tip: TipRow,
  { letter, reachesMerged }: Plan,
): Promise<Addressee[]> {
  const merged = reachesMerged ? await mergedInto(desk, tip.number) : []
  const addressees: Addressee[] = []
  for (const { number, reporter_recipient, tip_recipient } of [tip, ...merged]) {
    const message: SealedMessage | null = letter ? { text: letter.text } : null
    const plain = message && writePadded(message, MESSAGE_BLOCK)
    const sealed = plain && {
      to_reporter: await sealTo([reporter_recipient], plain),
      to_tip: await sealTo([tip_recipient], plain),
    }
    addressees.push({ number, letter: sealed })
  }
  return addressees
}

function mergedInto({ database }: DeskContext, number: string) {
  return database.db
    .selectFrom('tips')
    .select(['number', 'reporter_recipient', 'tip_recipient'])
    .where('merged_into', '=', number)
    .orderBy('number')
    .execute()
}

async function reach(
  { random, today }: DeskContext,
  trx: Kysely<Tables>,
  { number, letter }: Addressee,
  version: number,
  planned: Plan,
): Promise<void> {
  const day = today()
  const is_question = Number(planned.letter?.isQuestion ?? false)
  if (letter)
    await trx
      .insertInto('tip_messages')
      .values({
        id: newId(random),
        tip: number,
        version,
        sender: 'bureau',
        is_question,
        sent_on: day,
        ...letter,
      })
      .execute()
  if (planned.notice) await putInOutbox(trx, { tip: number, kind: planned.notice, today: day }, random)
}
