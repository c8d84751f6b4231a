import type { Selectable } from 'kysely'
import { AppError } from '../errors.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'
import type { PersonKey } from '../turn/store.ts'
import { type AgeIdentity, identityFrom, recipientOf } from './age-identity.ts'
import { MESSAGE_BLOCK, type SealedMessage } from './content.ts'
import type { Guesses } from './guesses.ts'
import { readPadded, writePadded } from './padded-json.ts'
import type { ReporterKeys } from './reporter-key.ts'
import { openWith, sealTo } from './sealing.ts'
import type { NotLetIn, TipStanding } from './tip.ts'

export type DoorDependencies = {
  database: Database
  keys: ReporterKeys
  guesses: Guesses
  open?: typeof openWith
}

/** Who has shown a right code: the number of the tip, and what was written between bureau and reporter. */
export type Entered = { number: string; identity: AgeIdentity; messages: TipStanding['messages'] }

export type ReporterDoor = (code: string, person: PersonKey) => Promise<Entered | NotLetIn>

type MessageRow = Selectable<
  Pick<Tables['tip_messages'], 'id' | 'sender' | 'sent_on' | 'is_question' | 'to_reporter'>
>

/** The number of no tip: what a wrong code looks up. */
const NOBODY = 'JB00000000-00000000'

/**
 * One derivation, one look-up of the tip, one of its messages, one opening: the same whether the code is right, wrong, or comes
 * after too many wrong ones, where the derivation is only waited for. Only who is let in has more opened.
 */
export function createReporterDoor(deps: DoorDependencies): ReporterDoor {
  const { keys, guesses, open = openWith } = deps
  const { db } = deps.database
  const decoy = makeDecoy()

  return async (code, person) => {
    const isTooMuch = await guesses.areUsedUp(person)
    const { lookup, identity } = await keys(code, isTooMuch ? 'pretend' : 'in-turn')
    const found = await db.selectFrom('tips').select('number').where('lookup', '=', lookup).executeTakeFirst()
    const tip = isTooMuch ? undefined : found
    const rows = await messagesOf(tip?.number ?? NOBODY)
    const [first, ...others] = rows.filter(({ to_reporter }) => to_reporter)
    const opened = first?.to_reporter ? { identity, sealed: first.to_reporter } : await decoy
    const texts = new Map([[first?.id, textOf(await open(opened.identity, opened.sealed))]])
    if (isTooMuch) return { outcome: 'too-many' }
    if (!tip) {
      await guesses.wrong(person)
      return { outcome: 'wrong' }
    }
    for (const { id, to_reporter } of others)
      texts.set(id, textOf(to_reporter && (await open(identity, to_reporter))))
    return { ...tip, identity, messages: rows.map(row => toMessage(row, texts.get(row.id) ?? '')) }
  }

  function messagesOf(number: string): Promise<MessageRow[]> {
    return db
      .selectFrom('tip_messages')
      .select(['id', 'sender', 'sent_on', 'is_question', 'to_reporter'])
      .where('tip', '=', number)
      .orderBy('version')
      .execute()
  }
}

/** A message to nobody, for those who have none to open. It says nothing, so its key need not be secret. */
async function makeDecoy(): Promise<{ identity: AgeIdentity; sealed: Uint8Array }> {
  const identity = identityFrom(new Uint8Array(32).fill(1))
  const message: SealedMessage = { text: '' }
  return {
    identity,
    sealed: await sealTo([await recipientOf(identity)], writePadded(message, MESSAGE_BLOCK)),
  }
}

function textOf(opened: Uint8Array | null): string {
  if (!opened) throw new AppError('internal', 'a message to a reporter does not open')
  return readPadded<SealedMessage>(opened).text
}

function toMessage(row: MessageRow, text: string): TipStanding['messages'][number] {
  const from = row.sender as TipStanding['messages'][number]['from']
  return { from, on: row.sent_on, text, isQuestion: row.is_question === 1 }
}
