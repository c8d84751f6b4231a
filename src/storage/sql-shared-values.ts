import type { Kysely } from 'kysely'
import type { Clock, Instant } from '../lib/clock.ts'
import type { SharedValues } from '../lib/shared-values.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

export type SqlSharedValues = SharedValues & {
  /** Deletes what has expired; returns how many rows. */
  sweep(): Promise<number>
}

/** Shared values in the records' database, for one process without Redis. Each method is one statement. */
export function createSqlSharedValues({ db }: Database, clock: Clock): SqlSharedValues {
  return {
    get: async key => (await find(db, key, clock.now()))?.value ?? null,
    async put(key, value, lifeMs) {
      const row = { value, expires: clock.now() + lifeMs }
      await db
        .insertInto('shared_values')
        .values({ key, ...row })
        .onConflict(conflict => conflict.column('key').doUpdateSet(row))
        .execute()
    },
    putIfAbsent: (key, value, lifeMs) => putIfAbsent(db, key, value, { now: clock.now(), lifeMs }),
    async dropIf(key, value) {
      const dropped = await db
        .deleteFrom('shared_values')
        .where('key', '=', key)
        .where('value', '=', value)
        .where('expires', '>', clock.now())
        .executeTakeFirst()
      return dropped.numDeletedRows > 0n
    },
    count: (key, windowMs) => count(db, key, { now: clock.now(), lifeMs: windowMs }),
    counted: async key => (await find(db, key, clock.now()))?.count ?? 0,
    async sweep() {
      const expired = db.deleteFrom('shared_values').where('expires', '<=', clock.now())
      return Number((await expired.executeTakeFirst()).numDeletedRows)
    },
  }
}

function find(db: Kysely<Tables>, key: string, now: Instant) {
  return db
    .selectFrom('shared_values')
    .select(['value', 'count'])
    .where('key', '=', key)
    .where('expires', '>', now)
    .executeTakeFirst()
}

type Life = { now: Instant; lifeMs: number }

async function putIfAbsent(db: Kysely<Tables>, key: string, value: Uint8Array, { now, lifeMs }: Life) {
  const row = { value, expires: now + lifeMs }
  const written = await db
    .insertInto('shared_values')
    .values({ key, ...row })
    .onConflict(conflict => conflict.column('key').doUpdateSet(row).where('shared_values.expires', '<=', now))
    .returning('key')
    .executeTakeFirst()
  return written !== undefined
}

async function count(db: Kysely<Tables>, key: string, { now, lifeMs }: Life): Promise<number> {
  const { count } = await db
    .insertInto('shared_values')
    .values({ key, value: null, count: 1, expires: now + lifeMs })
    .onConflict(conflict =>
      conflict.column('key').doUpdateSet(({ eb, ref }) => {
        const isOver = eb('shared_values.expires', '<=', now)
        return {
          count: eb
            .case()
            .when(isOver)
            .then(1)
            .else(eb('shared_values.count', '+', 1))
            .end(),
          expires: eb
            .case()
            .when(isOver)
            .then(now + lifeMs)
            .else(ref('shared_values.expires'))
            .end(),
        }
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return count
}
