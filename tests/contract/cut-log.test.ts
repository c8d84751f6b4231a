import { statSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLogCutter, cutLog } from '../../src/storage/cut-log.ts'
import { type Database, openDatabase, sqlitePath } from '../../src/storage/database.ts'
import { createTestDatabase } from '../support/database.ts'

/** SQLite's log while another process, such as the desk's, has the database open too. */
let database: Database
let other: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-file')
  other = await openDatabase(database.url)
})
afterEach(async () => {
  await other.close()
  await database.close()
})

const bytesOfLog = () => statSync(`${sqlitePath(database.url)}-wal`).size

/** Another connection is in the middle of reading while `work` is done. */
function whileReading(work: () => Promise<void>): Promise<void> {
  return other.db.connection().execute(async connection => {
    await sql.raw('begin deferred').execute(connection)
    await sql`select count(*) from units`.execute(connection)
    await work()
    await sql.raw('commit').execute(connection)
  })
}

it('is not cut, nor waited for, while another connection reads; afterwards it is', async () => {
  await whileReading(async () => {
    expect(await cutLog(database)).toBe(false)
    expect(bytesOfLog()).toBeGreaterThan(0)
  })
  expect(await cutLog(database)).toBe(true)
  expect(bytesOfLog()).toBe(0)
  const timeout = await sql<{ timeout: number }>`pragma busy_timeout`.execute(database.db)
  expect(timeout.rows).toEqual([{ timeout: 2_000 }])
})

it('is tried again until it could be cut', async () => {
  const cutter = createLogCutter(database)
  const tries = vi.spyOn(database.db, 'connection')
  await whileReading(async () => {
    cutter.soon()
    await expect.poll(() => tries.mock.results.length).toBe(1)
    await tries.mock.results[0]?.value
    expect(bytesOfLog()).toBeGreaterThan(0)
  })
  await expect.poll(bytesOfLog).toBe(0)
  await cutter.close()
})

it('is cut when the database is closed', async () => {
  const closed = await createTestDatabase('sqlite-file')
  const log = `${sqlitePath(closed.url)}-wal`
  expect(statSync(log).size).toBeGreaterThan(0)
  await closed.close()
  expect(statSync(log, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
})
