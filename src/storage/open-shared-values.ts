import type { Clock } from '../lib/clock.ts'
import type { SharedValues } from '../lib/shared-values.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { openRedis } from './redis.ts'
import { createRedisSharedValues } from './redis-shared-values.ts'
import { createSqlSharedValues } from './sql-shared-values.ts'

export type OpenValues = { values: SharedValues; close(): Promise<void> }

/** The server's shared values, for a command that runs beside it. */
export async function openSharedValues(
  config: { databaseUrl: string; redisUrl: string | null },
  wall: Clock,
): Promise<OpenValues> {
  if (config.redisUrl) {
    const link = await openRedis(config.redisUrl)
    return { values: createRedisSharedValues(link), close: () => link.close() }
  }
  const database = await openDatabase(config.databaseUrl)
  await migrate(database)
  return { values: createSqlSharedValues(database, wall), close: () => database.close() }
}
