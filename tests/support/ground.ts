import { copyFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openRedis } from '../../src/storage/redis.ts'
import { createEmptyDatabase, onPostgres } from './database.ts'

/** Storage that can be copied while nothing uses it, so that many trials begin at the same point. */
export type Ground = {
  env: Env
  copy(): Promise<Env>
  /** What a killed process leaves of a copy: its connections are closed, its open transaction never happened. */
  wreckOf(copy: Env): Promise<Env>
}

type Env = { DATABASE_URL: string; REDIS_URL?: string }

export async function embeddedGround(): Promise<Ground> {
  const env = { DATABASE_URL: await createEmptyDatabase('sqlite-file') }
  return { env, copy: () => copyFiles(env), wreckOf: copyFiles }
}

/** Uses databases 0 and 1 of this Redis, which is no one else's. */
export async function sharedGround(redisUrl: string): Promise<Ground> {
  const url = await createEmptyDatabase('postgres')
  return {
    env: { DATABASE_URL: url, REDIS_URL: redisUrl },
    async copy() {
      const other = url.replace(/\w+$/, name => `${name.slice(0, 40)}_${Date.now()}`)
      await copyDatabase(nameOf(url), nameOf(other))
      await copyKeys(redisUrl)
      return { DATABASE_URL: other, REDIS_URL: `${redisUrl}/1` }
    },
    async wreckOf(copy) {
      const name = nameOf(copy.DATABASE_URL)
      await onPostgres(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
      return copy
    },
  }
}

/**
 * The database and its write-ahead log, this first, for a process that counts as killed may still cut it; the lock of the
 * process stays behind with it.
 */
async function copyFiles({ DATABASE_URL: url }: Env): Promise<Env> {
  const other = await createEmptyDatabase('sqlite-file')
  await mkdir(dirname(fileOf(other)), { recursive: true })
  await copyFile(`${fileOf(url)}-wal`, `${fileOf(other)}-wal`).catch(() => {})
  await copyFile(fileOf(url), fileOf(other))
  return { DATABASE_URL: other }
}

const fileOf = (url: string) => url.slice('sqlite:'.length)
const nameOf = (url: string) => new URL(url).pathname.slice(1)

/** PostgreSQL refuses while a connection that was closed has not quite gone. */
async function copyDatabase(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await onPostgres(`create database ${to} template ${from}`)
    } catch (error) {
      if (tries === 100) throw error
      await delay(20)
    }
  }
}

async function copyKeys(redisUrl: string): Promise<void> {
  const [from, to] = [await openRedis(redisUrl), await openRedis(`${redisUrl}/1`)]
  await to.send(['FLUSHDB'])
  for (const key of (await from.send(['KEYS', '*'])) as Buffer[])
    await from.send(['COPY', key, key, 'DB', '1'])
  await from.close()
  await to.close()
}
