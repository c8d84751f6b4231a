import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import Libsql from 'libsql'
import { AppError } from '../errors.ts'

/** How long a statement waits for another connection. */
export const BUSY_MS = 2_000

/** Opens the file (directory made when missing) for Kysely. The path may be `:memory:`. */
export function openSqlite(path: string): SqliteDatabase {
  const database = openFile(path)
  return {
    prepare: sql => prepare(database, sql),
    close: () => {
      if (!database.open) return
      cutLog(database)
      database.close()
    },
  }
}

/** What was overwritten stands in the log, and libsql leaves that behind. Where it cannot be cut now, the next start does. */
function cutLog(database: Libsql.Database): void {
  try {
    database.pragma('wal_checkpoint(truncate)')
  } catch {
    // Broken off in a transaction, or the disk is full.
  }
}

function openFile(path: string): Libsql.Database {
  try {
    // Records of persons: no other account of the machine reads the directory.
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const database = new Libsql(path)
    // A commit that was answered survives a power cut only under FULL.
    for (const pragma of [
      `busy_timeout = ${BUSY_MS}`,
      'journal_mode = WAL',
      'synchronous = FULL',
      'foreign_keys = ON',
      // What is deleted must be gone: tip-offs destroy contacts by deleting their keys.
      'secure_delete = ON',
    ]) {
      database.pragma(pragma)
    }
    return database
  } catch (cause) {
    throw new AppError('config-bad', `DATABASE_URL: cannot open ${path}`, { cause })
  }
}

/** better-sqlite3's interface as Kysely calls it, over what libsql does differently. */
function prepare(database: Libsql.Database, sql: string): SqliteStatement {
  if (sql === 'begin') return beginning(database)
  const statement = mapped(() => database.prepare(sql))
  const step = WRITES.test(sql) ? <T>(work: () => T) => locked(database, work) : mapped
  return {
    reader: statement.reader,
    all: parameters => step(() => statement.all(bindable(parameters)).map(withBuffers)),
    run: parameters => step(() => statement.run(bindable(parameters))),
    iterate: function* (parameters) {
      for (const row of statement.iterate(bindable(parameters))) yield withBuffers(row)
    },
  }
}

const WRITES = /^\s*(insert|update|delete|replace|create|alter|drop)\b/i

/**
 * Takes the write lock before a statement needs it. One that fails with SQLITE_BUSY stays in progress in libsql, and
 * every later COMMIT fails with it (libsql-client-ts#352); `exec` leaves nothing behind.
 */
function lock(database: Libsql.Database): void {
  mapped(() => database.exec('begin immediate'))
}

function locked<T>(database: Libsql.Database, work: () => T): T {
  if (database.inTransaction) return mapped(work)
  lock(database)
  try {
    const result = mapped(work)
    mapped(() => database.exec('commit'))
    return result
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    throw error
  }
}

function beginning(database: Libsql.Database): SqliteStatement {
  const run = () => {
    lock(database)
    return { changes: 0, lastInsertRowid: 0 }
  }
  return { reader: false, all: () => [], run, iterate: () => [][Symbol.iterator]() }
}

/**
 * One array: of a lone argument libsql takes the properties, and ends the process where it is bytes. It also ends it on a
 * boolean, the one value that PostgreSQL would take differently.
 */
function bindable(parameters: readonly unknown[]): unknown[] {
  if (parameters.some(value => typeof value === 'boolean')) throw new TypeError('write booleans as 0 and 1')
  return [...parameters]
}

/** libsql returns blobs as ArrayBuffer; everyone else reads Uint8Array. */
function withBuffers(row: unknown): unknown {
  const record = row as Record<string, unknown>
  for (const [name, value] of Object.entries(record)) {
    if (value instanceof ArrayBuffer) record[name] = Buffer.from(value)
  }
  return record
}

/** Locked by another process, disk full, read-only, unreadable: it may work later. */
const AWAY = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|PROTOCOL|NOMEM)/

function mapped<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const code = (cause as { code?: unknown }).code
    if (typeof code === 'string' && AWAY.test(code)) throw new AppError('store-away', code, { cause })
    throw cause
  }
}
