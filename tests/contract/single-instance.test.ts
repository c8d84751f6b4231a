import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/storage/database.ts'
import { holdSingleInstance } from '../../src/storage/single-instance.ts'
import { createEmptyDatabase, onPostgres } from '../support/database.ts'

const HELD = { code: 'config-bad', message: expect.stringContaining('several instances need REDIS_URL') }

const opened: Database[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await Promise.all(opened.splice(0).map(database => database.close()))
})

async function open(url: string): Promise<Database> {
  const database = await openDatabase(url)
  opened.push(database)
  return database
}

async function holdInAnotherProcess(url: string): Promise<ChildProcess> {
  const script = new URL('../support/hold-database.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout!, 'data')
  return child
}

async function isFree(database: Database): Promise<boolean> {
  const release = await holdSingleInstance(database).catch(() => null)
  await release?.()
  return release !== null
}

describe.each(['sqlite-file', 'postgres'] as const)('single instance on %s', kind => {
  it('lets one at a time have the database', async () => {
    const url = await createEmptyDatabase(kind)
    const release = await holdSingleInstance(await open(url))
    await expect(holdSingleInstance(await open(url))).rejects.toMatchObject(HELD)
    await release()
    const again = await holdSingleInstance(await open(url))
    await again()
  })

  it('is released twice without harm', async () => {
    const release = await holdSingleInstance(await open(await createEmptyDatabase(kind)))
    await release()
    await expect(release()).resolves.toBeUndefined()
  })

  it('is free again when the process that held it is killed', async () => {
    const url = await createEmptyDatabase(kind)
    const database = await open(url)
    const child = await holdInAnotherProcess(url)
    await expect(holdSingleInstance(database)).rejects.toMatchObject(HELD)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await expect.poll(() => isFree(database)).toBe(true)
  })
})

describe('single instance', () => {
  it('leaves databases in memory alone: nobody else can reach them', async () => {
    await holdSingleInstance(await open('sqlite::memory:'))
    await holdSingleInstance(await open('sqlite::memory:'))
  })

  it('takes the lock again when PostgreSQL dropped the connection', async () => {
    const url = await createEmptyDatabase('postgres')
    const release = await holdSingleInstance(await open(url))
    // Of this database alone: other tests hold locks of theirs on the same server.
    const { pathname } = new URL(url)
    const own = `database = (select oid from pg_database where datname = '${pathname.slice(1)}')`
    await onPostgres(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and ${own}`)
    const other = await open(url)
    await expect.poll(() => isFree(other)).toBe(false)
    await release()
  })

  it('says that the database is away while nobody listens', async () => {
    const database = await open('postgres://postgres@127.0.0.1:1/anpei')
    await expect(holdSingleInstance(database)).rejects.toMatchObject({ code: 'store-away' })
  })
})
