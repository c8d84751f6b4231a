import { afterAll, beforeAll } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import type { SharedValues } from '../../src/lib/shared-values.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSqlSharedValues } from '../../src/storage/sql-shared-values.ts'
import { createTestDatabase } from './database.ts'

/** Shared values in memory for the tests of one file. */
export function memoryValues(): SharedValues {
  let database: Database
  const values = () => createSqlSharedValues(database, systemClock)
  beforeAll(async () => {
    database = await createTestDatabase('sqlite-memory')
  })
  afterAll(() => database.close())
  return {
    get: key => values().get(key),
    put: (...args) => values().put(...args),
    putIfAbsent: (...args) => values().putIfAbsent(...args),
    dropIf: (...args) => values().dropIf(...args),
    count: (...args) => values().count(...args),
    counted: key => values().counted(key),
  }
}
