import { inject } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import type { SharedValues } from '../../src/lib/shared-values.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openRedis } from '../../src/storage/redis.ts'
import { createRedisSharedValues } from '../../src/storage/redis-shared-values.ts'
import { createSqlSharedValues } from '../../src/storage/sql-shared-values.ts'
import { createTestDatabase, type TestDatabaseKind } from './database.ts'

/** Two clients of the same values, as two instances have them where the backend allows. */
export type ValuesBackend = { one: SharedValues; other: SharedValues; close(): Promise<void> }

export const VALUES_BACKENDS: [name: string, open: () => Promise<ValuesBackend>][] = [
  ['Redis', () => onRedis(inject('redisUrl'))],
  ['Redis in cluster mode', () => onRedis(inject('redisClusterUrl'))],
  ['SQLite in memory', () => onSql('sqlite-memory')],
  ['SQLite in a file', () => onSql('sqlite-file')],
  ['PostgreSQL', () => onSql('postgres')],
]

async function onRedis(url: string): Promise<ValuesBackend> {
  const patient = { commandMs: 20_000 }
  const links = [await openRedis(url, patient), await openRedis(url, patient)] as const
  return {
    one: createRedisSharedValues(links[0]),
    other: createRedisSharedValues(links[1]),
    async close() {
      await Promise.all(links.map(link => link.close()))
    },
  }
}

/** A file is opened twice: an operator's command runs beside the server. */
async function onSql(kind: TestDatabaseKind): Promise<ValuesBackend> {
  const first = await createTestDatabase(kind)
  const second = kind === 'sqlite-memory' ? first : await openDatabase(first.url)
  return {
    one: createSqlSharedValues(first, systemClock),
    other: createSqlSharedValues(second, systemClock),
    async close() {
      await first.close()
      if (second !== first) await second.close()
    },
  }
}
