import Libsql from 'libsql'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { type Database, sqlitePath } from './database.ts'

/** Names our lock among all advisory locks of the database: "anpe" in ASCII, and the first of ours. */
const LOCK = [0x61_6e_70_65, 1]
const CONNECT_MS = 2_000
const RETAKE_MS = 2_000

/**
 * Claims the database for this process, as is needed without Redis. Resolves to the release; a killed process
 * releases too. AppError('config-bad') while another process holds it.
 */
export async function holdSingleInstance(database: Database): Promise<() => Promise<void>> {
  if (database.kind === 'postgres') return holdPostgres(database.url)
  const path = sqlitePath(database.url)
  return path === ':memory:' ? async () => {} : holdFile(`${path}.lock`)
}

/** An exclusive transaction on a side file: the operating system drops its lock with the process. */
function holdFile(path: string): () => Promise<void> {
  const lock = new Libsql(path, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw (error as { code?: unknown }).code === 'SQLITE_BUSY' ? heldByAnother() : error
  }
  return async () => {
    if (lock.open) lock.close()
  }
}

/** The lock lives as long as its connection; when the connection is lost, the lock is taken again. */
async function holdPostgres(url: string): Promise<() => Promise<void>> {
  let current: pg.Client
  let timer: NodeJS.Timeout | undefined
  let released = false

  async function take(): Promise<void> {
    current = await lockedConnection(url)
    current.once('end', takeAgain)
    if (released) await current.end()
  }
  function takeAgain(): void {
    if (!released) timer = setTimeout(() => take().catch(takeAgain), RETAKE_MS).unref()
  }

  await take()
  return async () => {
    released = true
    clearTimeout(timer)
    await current.end()
  }
}

async function lockedConnection(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  })
  // Unheard, a lost connection ends the process; `end` follows it.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1, $2) as held',
      LOCK,
    )
    if (rows[0]?.held) return client
  } catch (cause) {
    await client.end()
    throw new AppError('store-away', 'postgres', { cause })
  }
  await client.end()
  throw heldByAnother()
}

function heldByAnother(): AppError {
  return new AppError(
    'config-bad',
    'another anpei process uses this database; several instances need REDIS_URL and a postgres DATABASE_URL',
  )
}
