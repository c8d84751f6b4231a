import { sql } from 'kysely'
import type { Database } from './database.ts'
import { BUSY_MS } from './sqlite.ts'

/** So much comes together, and the reply is out by then. */
const SOON_MS = 200
const AGAIN_MS = 1_000

/**
 * Cuts off SQLite's log, in which whatever was overwritten still stands. False where another connection is at work just
 * now. It does not wait for that one: SQLite waits with the whole process. PostgreSQL keeps its log to itself.
 */
export async function cutLog({ db, kind }: Database): Promise<boolean> {
  if (kind !== 'sqlite') return true
  return db.connection().execute(async connection => {
    await sql.raw('pragma busy_timeout = 0').execute(connection)
    try {
      const cut = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection)
      return cut.rows[0]?.busy === 0
    } finally {
      await sql.raw(`pragma busy_timeout = ${BUSY_MS}`).execute(connection)
    }
  })
}

export type LogCutter = {
  /** Once for all who ask within a moment, and again until it could be done. */
  soon(): void
  /** Stops asking; the database cuts its log itself when it is closed. */
  close(): Promise<void>
}

export function createLogCutter(database: Database): LogCutter {
  let timer: NodeJS.Timeout | undefined
  let cutting = Promise.resolve()
  let isClosed = false

  function after(milliseconds: number): void {
    if (timer || isClosed) return
    timer = setTimeout(() => {
      timer = undefined
      cutting = cut()
    }, milliseconds).unref()
  }

  async function cut(): Promise<void> {
    const isCut = await cutLog(database).catch(() => false)
    if (!isCut) after(AGAIN_MS)
  }

  return {
    soon: () => after(SOON_MS),
    async close() {
      isClosed = true
      clearTimeout(timer)
      await cutting
    },
  }
}
