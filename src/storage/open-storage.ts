import { sql } from 'kysely'
import type { Clock } from '../lib/clock.ts'
import type { SharedValues } from '../lib/shared-values.ts'
import { TURN_TIMES, type TurnStore, type TurnStoreTimes } from '../turn/store.ts'
import { createLogCutter } from './cut-log.ts'
import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { openRedis } from './redis.ts'
import { settingsToMend } from './redis-settings.ts'
import { createRedisSharedValues } from './redis-shared-values.ts'
import { createRedisTurnStore } from './redis-turn-store.ts'
import { holdSingleInstance } from './single-instance.ts'
import { createSqlSharedValues } from './sql-shared-values.ts'
import { createSqlTurnStore } from './sql-turn-store.ts'

export type Storage = {
  database: Database
  /** The same records for jobs over all units, which may take longer than a turn. */
  patient: Database
  turns: TurnStore
  values: SharedValues
  probes: Record<string, () => Promise<void>>
  /** Lines for redis.conf without which a Redis that dies loses answers. */
  redisToMend: string[]
  close(): Promise<void>
}

/** How often what has expired is swept from the database: as long as a reply may lie there. */
const SWEEP_MS = 60_000

/**
 * Opens the records and, in Redis or beside them, the conversations. Without Redis it takes the database for itself:
 * throws AppError('config-bad') while another process has it.
 */
export async function openStorage(
  config: { databaseUrl: string; redisUrl: string | null },
  wall: Clock,
  times = TURN_TIMES,
): Promise<Storage> {
  const database = await openDatabase(config.databaseUrl)
  const conversations = config.redisUrl
    ? await inRedis(config.redisUrl, times)
    : await inDatabase(database, wall, times)
  await migrate(database)
  await conversations.sweep()
  const isShared = database.kind === 'sqlite'
  const patient = isShared ? database : await openDatabase(config.databaseUrl, 'unlimited')
  const { turns, values, redisToMend } = conversations
  return {
    database,
    patient,
    turns,
    values,
    probes: {
      database: async () => void (await sql`select 1`.execute(database.db)),
      conversations: () => turns.ping(),
    },
    redisToMend,
    async close() {
      await conversations.close()
      if (!isShared) await patient.close()
      await database.close()
    },
  }
}

type Conversations = {
  turns: TurnStore
  values: SharedValues
  /** Of what a process before this one may have left, too. */
  sweep(): Promise<void>
  redisToMend: string[]
  close(): Promise<void>
}

async function inRedis(url: string, times: TurnStoreTimes): Promise<Conversations> {
  const link = await openRedis(url)
  return {
    turns: createRedisTurnStore(link, times),
    values: createRedisSharedValues(link),
    sweep: async () => {},
    redisToMend: await settingsToMend(link),
    close: () => link.close(),
  }
}

async function inDatabase(database: Database, wall: Clock, times: TurnStoreTimes): Promise<Conversations> {
  const giveBack = await holdSingleInstance(database)
  const log = createLogCutter(database)
  const turns = createSqlTurnStore(database, wall, times, log.soon)
  const values = createSqlSharedValues(database, wall)
  const sweep = async () => {
    await Promise.all([turns.sweep(1_000), values.sweep()]).catch(() => 0)
    log.soon()
  }
  const sweeping = setInterval(() => void sweep(), SWEEP_MS)
  sweeping.unref()
  return {
    turns,
    values,
    sweep,
    redisToMend: [],
    async close() {
      clearInterval(sweeping)
      await log.close()
      await turns.close()
      await giveBack()
    },
  }
}
