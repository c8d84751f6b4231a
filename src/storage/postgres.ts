import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { AppError } from '../errors.ts'

/** How long one statement may run; the client waits a little longer, for a server gone silent. A turn has 4.5 s, and must say so before. */
const STATEMENT_MS = 3_000
const ANSWER_MS = 3_500
const CONNECT_MS = 2_000

export type PoolLimits = 'limited' | 'unlimited'

const LIMITS = { statement_timeout: STATEMENT_MS, query_timeout: ANSWER_MS }

/** A pool for Kysely whose failures carry AppError('store-away'). `unlimited` is for migrations and for jobs over all units. */
export function openPostgresPool(url: string, limits: PoolLimits = 'limited'): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'anpei',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: numbers(),
    ...(limits === 'limited' ? LIMITS : {}),
  })
  // A lost connection reports to its client and to the pool, used or idle; unheard, that ends the process.
  pool.on('connect', client => client.on('error', ignore))
  pool.on('error', ignore)
  return {
    connect: () => pool.connect().then(guarded, mapped),
    end: () => pool.end(),
  }
}

/** Counts and times as numbers, as SQLite returns them; all of ours stay below 2^53. */
function numbers(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, Number)
  types.setTypeParser(pg.types.builtins.NUMERIC, Number)
  return types
}

function guarded(client: pg.PoolClient): PostgresPoolClient {
  const query = (sql: string, parameters: readonly unknown[]) =>
    send(client, sql, [...parameters]).catch((error: unknown) => {
      // After the client's own timeout the statement still runs: no other query may wait behind it.
      if (error instanceof Error && error.message === 'Query read timeout') client.end().catch(ignore)
      return mapped(error)
    })
  // The type's other overload takes a cursor of a package that is not installed.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() }
}

/** Names of prepared statements by their text; undefined for a text that is sent each time. There are few texts. */
const names = new Map<string, string | undefined>()

const SILENT_WRITE = /^\s*(insert|update|delete)\b(?!.*\breturning\b)/is

/**
 * A write that returns no rows is prepared once per connection: sending and parsing its text each time costs this
 * process about a third of the query. One that returns rows would fail after a newer instance has added a column.
 */
function send(client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> {
  if (!names.has(text)) names.set(text, SILENT_WRITE.test(text) ? `anpei_${names.size}` : undefined)
  const name = names.get(text)
  return name === undefined ? client.query(text, values) : client.query({ name, text, values })
}

/**
 * SQLSTATE classes that a repeat may cure: 08 connection, 25006 read-only after a failover, 40 rolled back for
 * another transaction, 53 resources, 55P03 lock, 57 cancelled or shutting down.
 */
const AWAY = /^(08|25006|40|53|55P03|57)/

/** An error without a SQLSTATE did not come from the server. */
function mapped(cause: unknown): never {
  if (cause instanceof pg.DatabaseError && !AWAY.test(cause.code ?? '')) throw cause
  const detail = cause instanceof pg.DatabaseError ? `postgres ${cause.code}` : 'postgres'
  throw new AppError('store-away', detail, { cause })
}

function ignore(): void {}
