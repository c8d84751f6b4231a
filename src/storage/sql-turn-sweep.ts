import type { Kysely } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Tables } from './tables.ts'

/** Redis expires its keys; here expired rows are ignored by every reader and deleted now and then, some at a time. */
export async function sweepExpired(db: Kysely<Tables>, now: Instant, limit: number): Promise<number> {
  // A reply may hold a query code, and a session a tip: they go at once, long before their mark and their person.
  const replies = await db
    .updateTable('seen')
    .set({ reply: null })
    .where('reply', 'is not', null)
    .where('reply_until', '<=', now)
    .executeTakeFirst()
  const [sessions, parked] = [await forgetPast('session'), await forgetPast('parked')]
  const marks = await db
    .deleteFrom('seen')
    .where('expires', '<=', now)
    .where(({ eb, refTuple, selectFrom }) => {
      const expired = selectFrom('seen as old')
        .select(['old.person', 'old.message'])
        .where('old.expires', '<=', now)
      return eb(refTuple('person', 'message'), 'in', expired.limit(limit).$asTuple('person', 'message'))
    })
    .executeTakeFirst()
  const waiters = await db.deleteFrom('queue').where('asks_until', '<=', now).executeTakeFirst()
  const conversations = await db
    .deleteFrom('conversations')
    // Again outside: PostgreSQL tests only this on a row that a begin has just written.
    .where('kept_until', '<=', now)
    .where(({ eb, selectFrom }) => {
      const idle = selectFrom('conversations as old').select('old.person').where('old.kept_until', '<=', now)
      const silent = idle.where('old.session_until', '<=', now).where('old.parked_until', '<=', now)
      return eb('person', 'in', silent.limit(limit))
    })
    .executeTakeFirst()
  const results = [
    replies.numUpdatedRows,
    sessions.numUpdatedRows,
    parked.numUpdatedRows,
    marks.numDeletedRows,
    waiters.numDeletedRows,
    conversations.numDeletedRows,
  ]
  return results.reduce((sum, rows) => sum + Number(rows), 0)

  async function forgetPast(part: 'session' | 'parked') {
    return db
      .updateTable('conversations')
      .set({ [part]: null })
      .where(part, 'is not', null)
      .where(`${part}_until`, '<=', now)
      .executeTakeFirst()
  }
}
