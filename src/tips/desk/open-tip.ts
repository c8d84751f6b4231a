import type { Kysely } from 'kysely'
import type { Tables } from '../../storage/tables.ts'
import type { AgeIdentity } from '../age-identity.ts'
import { isKept } from '../apart.ts'
import { creditCodeIn, type RegistrationPlace, registrationPlace } from '../case/registration-place.ts'
import { proofOf, type SealedContent, type SealedMessage } from '../content.ts'
import { readPadded } from '../padded-json.ts'
import { openWith } from '../sealing.ts'
import type { ReferralKind } from '../tip.ts'
import type { DeskMessage, DeskReferral, OpenTip, Refused } from './case-desk.ts'
import { audit, type DeskContext, TIP_COLUMNS, tipIdentity, tipRow, visibleTo } from './desk-context.ts'
import { toLineOf } from './lines.ts'
import { no } from './no.ts'

/** Everything in a tip that its handlers may read. The audit line is written before anything is opened. */
export async function openTip(
  desk: DeskContext,
  number: string,
): Promise<({ ok: true } & OpenTip) | Refused> {
  const row = await tipRow(desk, number)
  if (!row) return no('unknown')
  const { db } = desk.database
  await audit(desk, db, 'open', number)
  const identity = await tipIdentity(desk, row)
  if (!identity) return no('no-key')
  const { content, unitId } = await contentOf(db, identity, number)
  return {
    ok: true,
    ...(await toLineOf(desk, row)),
    content,
    messages: await withMerged(desk, number, await messagesOf(db, identity, number)),
    events: await eventsOf(db, identity, number),
    referrals: await referralsOf(db, identity, number),
    hasContact: await isKept(db, 'contact', number),
    registeredAt: await placeOf(desk, { content, unitId }),
    proof: proofOf(row.content_sha256),
  }
}

/** What was sealed to a tip, opened with its identity; bytes that were sealed here and do not open are damaged. */
async function openSealed<T>(identity: AgeIdentity, sealed: Uint8Array): Promise<T> {
  const opened = await openWith(identity, sealed)
  if (!opened) throw new Error('a record of a tip is damaged')
  return readPadded<T>(opened)
}

async function contentOf(db: Kysely<Tables>, identity: AgeIdentity, number: string): Promise<SealedContent> {
  const { content } = await db
    .selectFrom('tips')
    .select('content')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return openSealed(identity, content)
}

async function messagesOf(db: Kysely<Tables>, identity: AgeIdentity, number: string): Promise<DeskMessage[]> {
  const rows = await db
    .selectFrom('tip_messages')
    .select(['sender', 'sent_on', 'is_question', 'to_tip'])
    .where('tip', '=', number)
    .orderBy('version')
    .execute()
  return Promise.all(
    rows.map(async ({ sender, sent_on, is_question, to_tip }) => ({
      tip: number,
      from: sender as DeskMessage['from'],
      on: sent_on,
      isQuestion: is_question === 1,
      ...(await openSealed<SealedMessage>(identity, to_tip)),
    })),
  )
}

/** What reporters of merged tips wrote belongs to it too, as far as this handler may open those. */
async function withMerged(desk: DeskContext, into: string, own: DeskMessage[]): Promise<DeskMessage[]> {
  const { db } = desk.database
  const merged = await db
    .selectFrom('tips')
    .select(TIP_COLUMNS)
    .where('merged_into', '=', into)
    .where(visibleTo(desk.actor, desk.campaign))
    .orderBy('number')
    .execute()
  const all = [...own]
  for (const row of merged) {
    await audit(desk, db, 'open', row.number)
    const identity = await tipIdentity(desk, row)
    const messages = identity ? await messagesOf(db, identity, row.number) : []
    all.push(...messages.filter(({ from }) => from === 'reporter'))
  }
  return all.sort((a, b) => Number(a.on > b.on) - Number(a.on < b.on))
}

async function eventsOf(
  db: Kysely<Tables>,
  identity: AgeIdentity,
  number: string,
): Promise<OpenTip['events']> {
  const rows = await db
    .selectFrom('tip_events')
    .select(['day', 'actor', 'action', 'note'])
    .where('tip', '=', number)
    .orderBy('version')
    .execute()
  return Promise.all(
    rows.map(async ({ note, ...event }) => ({
      ...event,
      note: note && (await openSealed<string>(identity, note)),
    })),
  )
}

async function referralsOf(
  db: Kysely<Tables>,
  identity: AgeIdentity,
  number: string,
): Promise<DeskReferral[]> {
  const rows = await db
    .selectFrom('tip_referrals')
    .selectAll()
    .where('tip', '=', number)
    .orderBy('version')
    .execute()
  return Promise.all(
    rows.map(async row => ({
      id: row.id,
      kind: row.kind as ReferralKind,
      state: row.state as DeskReferral['state'],
      target: await openSealed<string>(identity, row.body),
      referredOn: row.referred_on,
      receiptOn: row.receipt_on,
    })),
  )
}

/** Of the unit where it is known, else of the credit code that the reporter gave. */
async function placeOf(
  { units, campaign }: DeskContext,
  { content, unitId }: SealedContent,
): Promise<RegistrationPlace | null> {
  const unit = unitId === null ? null : await units.byId(unitId)
  const code = unit?.creditCode ?? creditCodeIn(content.rows.map(({ shown }) => shown).join('\n'))
  return code ? registrationPlace(code, campaign.districts) : null
}
