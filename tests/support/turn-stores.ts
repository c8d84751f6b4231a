import { inject } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openRedis } from '../../src/storage/redis.ts'
import { createRedisTurnStore } from '../../src/storage/redis-turn-store.ts'
import { createSqlTurnStore } from '../../src/storage/sql-turn-store.ts'
import type { TurnStore, TurnStoreTimes } from '../../src/turn/store.ts'
import { createTestDatabase, type TestDatabaseKind } from './database.ts'

/** Two clients of one store, as two instances have them where the backend allows; each call may choose its times. */
export type TurnBackend = {
  one(times?: Partial<TurnStoreTimes>): TurnStore
  other(times?: Partial<TurnStoreTimes>): TurnStore
  close(): Promise<void>
}

/** Long enough that nothing ends by itself in a test that does not ask for it, on the slowest machine. */
const LONG = { leaseMs: 600_000, waitMs: 600_000, seenMs: 600_000, replyMs: 600_000, sessionMs: 600_000 }

export const TURN_BACKENDS: [name: string, open: () => Promise<TurnBackend>][] = [
  ['Redis', () => onRedis(inject('redisUrl'))],
  ['Redis in cluster mode', () => onRedis(inject('redisClusterUrl'))],
  ['SQLite in memory', () => onSql('sqlite-memory')],
  ['SQLite in a file', () => onSql('sqlite-file')],
  ['PostgreSQL', () => onSql('postgres')],
]

async function onRedis(url: string): Promise<TurnBackend> {
  const patient = { commandMs: 20_000 }
  const [first, second] = [await openRedis(url, patient), await openRedis(url, patient)]
  return {
    one: times => createRedisTurnStore(first, { ...LONG, ...times }),
    other: times => createRedisTurnStore(second, { ...LONG, ...times }),
    async close() {
      await Promise.all([first.close(), second.close()])
    },
  }
}

async function onSql(kind: TestDatabaseKind): Promise<TurnBackend> {
  const first = await createTestDatabase(kind)
  const second = kind === 'postgres' ? await openDatabase(first.url) : first
  return {
    one: times => createSqlTurnStore(first, systemClock, { ...LONG, ...times }),
    other: times => createSqlTurnStore(second, systemClock, { ...LONG, ...times }),
    async close() {
      await first.close()
      if (second !== first) await second.close()
    },
  }
}
