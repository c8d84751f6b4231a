import { openApart } from '../apart.ts'
import { noteOnTip } from '../change-tip.ts'
import { MESSAGE_BLOCK } from '../content.ts'
import { writePadded } from '../padded-json.ts'
import { sealTo } from '../sealing.ts'
import type { Contact } from '../tip.ts'
import type { CaseDesk } from './case-desk.ts'
import { audit, type DeskContext } from './desk-context.ts'
import { no } from './no.ts'

/** Who the reporter is: for custodians, with a reason. Audit line, event and reason are written before anything is opened. */
export function openIdentity(desk: DeskContext): CaseDesk['identity'] {
  const { db } = desk.database
  return async (number, reason) => {
    if (!desk.actor.isCustodian) return no('not-yours')
    const why = reason.trim()
    if (!why) return no('no-words')
    const row = await db
      .selectFrom('tip_contacts')
      .innerJoin('tip_keys', 'tip_keys.id', 'tip_contacts.key')
      .innerJoin('tips', 'tips.number', 'tip_contacts.tip')
      .select(['body', 'identity', 'tip_recipient'])
      .where('tip_contacts.tip', '=', number)
      .executeTakeFirst()
    if (!row?.body) return no('nothing')
    const note = await sealTo([row.tip_recipient], writePadded(why, MESSAGE_BLOCK))
    const event = { day: desk.today(), actor: desk.actor.name, action: 'identity', note }
    await db.transaction().execute(async trx => {
      await noteOnTip(trx, number, event)
      await audit(desk, trx, 'identity', number)
    })
    const contact = await openApart<Contact>(desk.actor.identity, { body: row.body, identity: row.identity })
    return contact ? { ok: true, contact } : no('no-key')
  }
}
