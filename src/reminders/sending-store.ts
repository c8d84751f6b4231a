import { sql } from 'kysely'
import type { Rung } from '../delivery/letter.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import { LETTER_ROOM, type SendingKey } from './letter-id.ts'

/**
 * Where a sending stands. `due`: to be told; `sent`: the platform has it; `told`: heard; `parked`: waits for the person's next
 * message; `void`: nothing stood any more; `refused`: the person wants no reminders; `gone`: the person is not there;
 * `lapsed`: its day was over before it could go.
 */
export type SendingState = 'due' | 'sent' | 'told' | 'parked' | 'void' | 'refused' | 'gone' | 'lapsed'

/** What came of a sending; one that is still due is tried again then. */
export type Ending =
  | { state: Exclude<SendingState, 'due'>; rung: Rung | null }
  | { state: 'due'; at: Instant }

/**
 * Sendings of one day that one worker has, and nobody else until the claim has run out. From `until` on nothing may be begun that
 * the next worker would do again.
 */
export type Claim = { token: string; day: CivilDate; keys: SendingKey[]; until: Instant }

export interface SendingStore {
  /** Up to `limit` that are due on this day, of this unit and those after it. */
  claim(day: CivilDate, now: Instant, limit: number, from?: string): Promise<Claim>
  /** Up to `limit` of some day before this one that the person may have heard: nobody has settled it. */
  claimUnsettled(today: CivilDate, now: Instant, limit: number): Promise<Claim>
  /** Gives some of a claim back. Where it has run out and another worker has them, only what was told is written. */
  end(claim: Claim, memberIds: readonly string[], ending: Ending, now: Instant): Promise<void>
  /** What the platform reports of one that it had taken. */
  settle(key: SendingKey, arrived: boolean, now: Instant): Promise<void>
  /** What waits for a member, and what was told under this message already. */
  waitingFor(memberId: string, message: string): Promise<SendingKey[]>
  /** Told under this message, or void where nothing stood. */
  hear(keys: readonly SendingKey[], state: 'told' | 'void', message: string, now: Instant): Promise<void>
}

/** Longer than a batch takes with the platform at its slowest. */
const CLAIM_MS = 5 * 60_000
/** Longer than one call takes, with all that it is tried. */
const CALL_MS = 2 * 60_000

/** `channels`: only people who are on one of these are claimed. */
export function createSendingStore(
  { db, kind }: Database,
  newToken: () => string,
  channels: readonly string[],
): SendingStore {
  const update = () => db.updateTable('sendings')
  const due = (now: Instant) =>
    db
      .selectFrom('sendings as open')
      .where('open.state', '=', 'due')
      .where('open.due_at', '<=', now)
      .where('open.claimed_until', '<=', now)
      .where('open.channel', 'in', channels)

  async function take(day: CivilDate, now: Instant, limit: number, which: ReturnType<typeof due>) {
    const token = newToken()
    const taken = which
      .select(['open.unit_id', 'open.day', 'open.member_id'])
      .where('open.day', '=', day)
      .orderBy('open.unit_id')
      .limit(limit)
      .$if(kind === 'postgres', query => query.forUpdate().skipLocked())
    const rows = await update()
      .set({ claim: token, claimed_until: now + CLAIM_MS })
      .where(({ eb, refTuple }) =>
        eb(refTuple('unit_id', 'day', 'member_id'), 'in', taken.$asTuple('unit_id', 'day', 'member_id')),
      )
      .returning(['unit_id', 'day', 'member_id'])
      .execute()
    return { token, day, keys: rows.map(toKey), until: now + CLAIM_MS - CALL_MS }
  }

  return {
    claim: (day, now, limit, from = '') => take(day, now, limit, due(now).where('open.unit_id', '>=', from)),

    async claimUnsettled(today, now, limit) {
      const unsettled = due(now).where('open.day', '<', today).where(mayBeHeard('open'))
      const { day } = await unsettled
        .select(({ fn }) => fn.min('open.day').as('day'))
        .executeTakeFirstOrThrow()
      return day ? take(day, now, limit, unsettled) : { token: '', day: today, keys: [], until: now }
    },

    async end({ token, day, keys }, memberIds, ending, now) {
      const isTold = ending.state === 'told' || ending.state === 'sent'
      const units = keys.filter(({ memberId }) => memberIds.includes(memberId)).map(({ unitId }) => unitId)
      await update()
        .set(
          ending.state === 'due'
            ? { claim: null, claimed_until: 0, due_at: ending.at }
            : { claim: null, claimed_until: 0, state: ending.state, rung: ending.rung, ended_at: now },
        )
        .where('unit_id', 'in', units)
        .where('day', '=', day)
        .where('member_id', 'in', memberIds)
        .where('state', '=', 'due')
        .$if(!isTold, query => query.where('claim', '=', token))
        .execute()
    },

    async settle({ unitId, day, memberId }, arrived, now) {
      await update()
        .set(arrived ? { state: 'told' } : { state: 'due', due_at: now, claim: null, claimed_until: 0 })
        .where('unit_id', '=', unitId)
        .where('day', '=', day)
        .where('member_id', '=', memberId)
        .where('state', '=', 'sent')
        .execute()
    },

    async waitingFor(memberId, message) {
      const rows = await db
        .selectFrom('sendings')
        .select(['unit_id', 'day', 'member_id'])
        .where('member_id', '=', memberId)
        .where(({ or, eb }) => or([eb('state', '=', 'parked'), eb('heard', '=', message)]))
        .execute()
      return rows.map(toKey)
    },

    async hear(keys, state, message, now) {
      for (const { unitId, day, memberId } of keys)
        await update()
          .set({ state, heard: message, ended_at: now })
          .where('unit_id', '=', unitId)
          .where('day', '=', day)
          .where('member_id', '=', memberId)
          .where('state', '=', 'parked')
          .execute()
    },
  }
}

/** A try of it is without an answer, or had a good one that the sending does not show: the process died between them. */
export function mayBeHeard(sending: 'sendings' | 'open') {
  const of = (column: string) => sql.ref(`${sending}.${column}`)
  return sql<boolean>`exists (
    select 1 from attempts a
    where a.letter = ${sql.lit(`${LETTER_ROOM}:`)} || ${of('unit_id')} || '/' || ${of('day')} || '/' || ${of('member_id')}
    and (a.ended_at is null or a.answer = 'ok' and coalesce(a.result, 'arrived') = 'arrived'))`
}

function toKey(row: { unit_id: string; day: string; member_id: string }): SendingKey {
  return { unitId: row.unit_id, day: row.day, memberId: row.member_id }
}
