import { type Kysely, type Selectable, sql, type Updateable } from 'kysely'
import type { Clock, Instant } from '../lib/clock.ts'
import {
  type Begun,
  type Commit,
  type PersonKey,
  TURN_TIMES,
  type Turn,
  type TurnStore,
  type TurnStoreTimes,
} from '../turn/store.ts'
import type { Database } from './database.ts'
import { createSqlReplyWindows, openedWindow } from './sql-reply-windows.ts'
import { askForTurn } from './sql-turn-order.ts'
import { sweepExpired } from './sql-turn-sweep.ts'
import type { Tables } from './tables.ts'

export type SqlTurnStore = TurnStore & {
  /** Deletes up to `limit` rows of each kind that have expired, and all that people said past its time; returns how many. */
  sweep(limit: number): Promise<number>
}

type Row = Selectable<Tables['conversations']>

type Context = { db: Kysely<Tables>; clock: Clock; times: TurnStoreTimes; keepMs: number }

const NOBODY = { fence: null, message: null, attempt: null, lease_until: null, arrived: null }

/**
 * The same port on the records' database, for one process without Redis. Each method is one transaction, and each
 * that decides something first writes the person's row: on PostgreSQL that locks it against other processes.
 * The interleavings in the headers of the Lua scripts hold here too. The database stays open on `close`.
 * `forgetSoon` is called when a commit has overwritten what must not lie about in the files of the database either.
 */
export function createSqlTurnStore(
  { db }: Database,
  clock: Clock,
  times = TURN_TIMES,
  forgetSoon = () => {},
): SqlTurnStore {
  const keepMs = times.seenMs + times.leaseMs + times.waitMs
  const context = { db, clock, times, keepMs }
  const held = ({ person, fence }: Turn) =>
    db.updateTable('conversations').where('person', '=', person).where('fence', '=', fence)

  return {
    begin: (person, message, attempt) => begin(context, { person, message, attempt }),
    async commit(turn, what) {
      const committed = await commit(context, turn, what)
      if (what.isBrief) forgetSoon()
      return committed
    },
    async renew(turn) {
      const now = clock.now()
      const renewed = await held(turn)
        .set({ lease_until: now + times.leaseMs, kept_until: now + keepMs })
        .where('lease_until', '>', now)
        .executeTakeFirst()
      return renewed.numUpdatedRows > 0n
    },
    async release(turn) {
      await held(turn).set(NOBODY).execute()
    },
    async leave(person, message) {
      await db.deleteFrom('queue').where('person', '=', person).where('message', '=', message).execute()
    },
    ...createSqlReplyWindows(db),
    async ping() {
      await sql`select 1`.execute(db)
    },
    sweep: limit => sweepExpired(db, clock.now(), limit),
    async close() {},
  }
}

async function begin({ db, clock, times, keepMs }: Context, asking: Omit<Turn, 'fence'>): Promise<Begun> {
  const { person, message } = asking
  const now = clock.now()
  return db.transaction().execute(async trx => {
    const row = await lockRow(trx, person, now + keepMs)
    const seen = await findSeen(trx, person, message, now)
    if (seen) return { state: 'seen', reply: seen.reply_until > now ? seen.reply : null }

    const answer = await askForTurn(trx, row, asking, { now, leaseMs: times.leaseMs, waitMs: times.waitMs })
    if (answer.state === 'wait') return answer
    const session = row.session_until > now ? row.session : null
    return { ...answer, session, parked: row.parked_until > now ? row.parked : null }
  })
}

async function commit(
  { db, clock, times, keepMs }: Context,
  turn: Turn,
  what: Commit,
): Promise<'ok' | 'stale'> {
  const { person, message, fence } = turn
  const { reply } = what
  const now = clock.now()
  return db.transaction().execute(async trx => {
    const ended = await trx
      .updateTable('conversations')
      .set({ ...NOBODY, ...leftBehind(what, now, times, keepMs) })
      .where('person', '=', person)
      .where('fence', '=', fence)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) {
      const seen = await findSeen(trx, person, message, now)
      return seen?.fence === fence ? 'ok' : 'stale'
    }
    await trx.deleteFrom('queue').where('person', '=', person).where('message', '=', message).execute()
    const mark = { fence, reply, reply_until: now + times.replyMs, expires: now + times.seenMs }
    await trx
      .insertInto('seen')
      .values({ person, message, ...mark })
      .onConflict(conflict => conflict.columns(['person', 'message']).doUpdateSet(mark))
      .execute()
    return 'ok'
  })
}

function leftBehind(
  { session, parked, sessionMs, parkedMs, opens }: Commit,
  now: Instant,
  times: TurnStoreTimes,
  keepMs: number,
): Updateable<Tables['conversations']> {
  const lifeMs = opens && 'lifeMs' in opens ? opens.lifeMs : 0
  const left = {
    parked,
    parked_until: parked ? now + (parkedMs ?? times.sessionMs) : 0,
    kept_until: now + Math.max(keepMs, lifeMs),
    ...openedWindow(opens),
  }
  if (session === 'same') return left
  return { ...left, session, session_until: session ? now + (sessionMs ?? times.sessionMs) : 0 }
}

async function lockRow(trx: Kysely<Tables>, person: PersonKey, keptUntil: Instant): Promise<Row> {
  return trx
    .insertInto('conversations')
    .values({ person, kept_until: keptUntil })
    .onConflict(conflict => conflict.column('person').doUpdateSet({ kept_until: keptUntil }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function findSeen(trx: Kysely<Tables>, person: PersonKey, message: string, now: Instant) {
  return trx
    .selectFrom('seen')
    .select(['fence', 'reply', 'reply_until'])
    .where('person', '=', person)
    .where('message', '=', message)
    .where('expires', '>', now)
    .executeTakeFirst()
}
