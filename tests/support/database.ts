import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'

export type TestDatabaseKind = 'sqlite-memory' | 'sqlite-file' | 'postgres'

export const TEST_DATABASES: TestDatabaseKind[] = ['sqlite-memory', 'sqlite-file', 'postgres']

/** A fresh database with the current schema. */
export async function createTestDatabase(kind: TestDatabaseKind): Promise<Database> {
  const database = await openDatabase(await createEmptyDatabase(kind))
  await migrate(database)
  return database
}

/** The URL of a fresh database without tables. It goes with the run. */
export async function createEmptyDatabase(kind: TestDatabaseKind): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  if (kind === 'sqlite-memory') return 'sqlite::memory:'
  if (kind === 'sqlite-file') return `sqlite:${join(inject('runDir'), name, 'anpei.sqlite')}`
  await onPostgres(`create database ${name}`)
  return inject('postgresUrl').replace(/postgres$/, name)
}

/** One statement as superuser, outside every test database. */
export async function onPostgres(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
