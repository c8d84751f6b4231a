import { type Insertable, sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src/errors.ts'
import { type Database, openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import type { Tables } from '../../src/storage/tables.ts'
import { isUniqueViolation } from '../../src/storage/violations.ts'
import { COLUMNS } from '../support/columns.ts'
import { createEmptyDatabase, createTestDatabase, onPostgres, TEST_DATABASES } from '../support/database.ts'

const AT = 1_646_323_200_000
const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, index) => index)

const unit: Omit<Insertable<Tables['units']>, 'id'> = {
  subject: 'training-institution',
  name: '某培训学校',
  credit_code: '91350100M000100Y43',
  district: 'gulou',
  industry: null,
  high_risk: null,
  special_ops: 1,
  level: 'city',
  bureau: 'city',
  created_at: AT,
  updated_at: AT,
}

const photo = {
  id: 'p1',
  unit_id: null,
  owner: 'answer:s1:a',
  media_type: 'image/jpeg',
  sha256: 'x',
  size: 256,
}

describe.each(TEST_DATABASES)('database on %s', kind => {
  const opened: Database[] = []
  const open = async () => {
    const database = await createTestDatabase(kind)
    opened.push(database)
    return database
  }
  afterAll(async () => {
    await Promise.all(opened.map(database => database.close()))
  })

  it('migrates once and finds nothing to do the second time', async () => {
    const database = await open()
    await migrate(database)
    const { db } = database
    expect(await db.selectFrom('units').selectAll().execute()).toEqual([])
  })

  it('has the tables and columns that the types name, and no others', async () => {
    const { db } = await open()
    const tables = await db.introspection.getTables()
    const found = tables.map(table => [table.name, table.columns.map(column => column.name).sort()])
    const named = Object.entries(COLUMNS).map(([name, columns]) => [name, Object.keys(columns).sort()])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(named))
  })

  it('returns bytes, whole and empty, as Uint8Array', async () => {
    const { db } = await open()
    const rest = { ...photo, received_at: AT }
    await db
      .insertInto('photos')
      .values({ ...rest, bytes: ALL_BYTES, message: 'm1' })
      .execute()
    await db
      .insertInto('photos')
      .values({ ...rest, id: 'p2', bytes: new Uint8Array(0), message: 'm2' })
      .execute()
    const rows = await db.selectFrom('photos').select('bytes').orderBy('id').execute()
    expect(rows.map(row => row.bytes instanceof Uint8Array)).toEqual([true, true])
    expect(rows.map(row => [...row.bytes])).toEqual([[...ALL_BYTES], []])
  })

  it('returns large integers, counts and sums as numbers', async () => {
    const { db } = await open()
    const largest = Number.MAX_SAFE_INTEGER
    await db.insertInto('content_revisions').values({ hash: 'a', body: '{}', first_seen: largest }).execute()
    const row = await db
      .selectFrom('content_revisions')
      .select(eb => ['first_seen', eb.fn.countAll().as('count'), eb.fn.sum('first_seen').as('sum')])
      .groupBy('first_seen')
      .executeTakeFirst()
    expect(row).toEqual({ first_seen: largest, count: 1, sum: largest })
  })

  it('reports which failure is a unique violation', async () => {
    const { db } = await open()
    const insert = (id: string, credit_code: string) =>
      db
        .insertInto('units')
        .values({ ...unit, id, credit_code })
        .execute()
    await insert('u1', 'A')
    await expect(insert('u2', 'A')).rejects.toSatisfy(isUniqueViolation)
    await expect(insert('u1', 'B')).rejects.toSatisfy(isUniqueViolation)
    await expect(sql`insert into units (id) values ('u3')`.execute(db)).rejects.not.toSatisfy(
      isUniqueViolation,
    )
  })

  it('lets a person join again only after leaving', async () => {
    const { db } = await open()
    await db
      .insertInto('units')
      .values({ id: 'u1', ...unit })
      .execute()
    const join = (id: string) =>
      db
        .insertInto('members')
        .values({
          id,
          unit_id: 'u1',
          person: 'hash',
          role: 'lead',
          consent: 'v1',
          consent_at: AT,
          joined_at: AT,
        })
        .execute()
    await join('m1')
    await expect(join('m2')).rejects.toSatisfy(isUniqueViolation)
    await db.updateTable('members').set({ left_at: AT }).where('id', '=', 'm1').execute()
    await join('m2')
    expect(await db.selectFrom('members').select('id').orderBy('id').execute()).toEqual([
      { id: 'm1' },
      { id: 'm2' },
    ])
  })

  it('refuses a record without its unit', async () => {
    const { db } = await open()
    const invite = { code_hash: 'h', unit_id: 'nobody', made_by: 'm', made_at: AT, expires_at: AT }
    await expect(db.insertInto('invites').values(invite).execute()).rejects.toThrow(/foreign key/i)
  })

  it('undoes all of a failed transaction', async () => {
    const { db } = await open()
    const failing = db.transaction().execute(async trx => {
      await trx
        .insertInto('units')
        .values({ id: 'u1', ...unit })
        .execute()
      await trx
        .insertInto('units')
        .values({ id: 'u1', ...unit })
        .execute()
    })
    await expect(failing).rejects.toSatisfy(isUniqueViolation)
    expect(await db.selectFrom('units').selectAll().execute()).toEqual([])
  })
})

describe('SQLite', () => {
  it('keeps records in a file, in a directory it made', async () => {
    const url = await createEmptyDatabase('sqlite-file')
    const first = await openDatabase(url)
    await migrate(first)
    await first.db
      .insertInto('units')
      .values({ id: 'u1', ...unit })
      .execute()
    await first.close()
    const second = await openDatabase(url)
    expect(await second.db.selectFrom('units').select('name').execute()).toEqual([{ name: unit.name }])
    await second.close()
  })

  it('commits to disk before it answers', async () => {
    const { db, close } = await createTestDatabase('sqlite-file')
    const modes =
      await sql`select * from pragma_journal_mode, pragma_synchronous, pragma_foreign_keys`.execute(db)
    expect(modes.rows).toEqual([{ journal_mode: 'wal', synchronous: 2, foreign_keys: 1 }])
    await close()
  })

  it('refuses a boolean, which would end the process', async () => {
    const { db, close } = await createTestDatabase('sqlite-memory')
    await expect(sql`select ${true}`.execute(db)).rejects.toThrow(TypeError)
    await close()
  })

  it('takes bytes as the only parameter', async () => {
    const { db, close } = await createTestDatabase('sqlite-memory')
    const { rows } = await sql<{ n: number }>`select length(${Buffer.from(ALL_BYTES)}) as n`.execute(db)
    expect(rows).toEqual([{ n: 256 }])
    await close()
  })

  it('says which file it cannot open', async () => {
    await expect(openDatabase('sqlite:/dev/null/anpei.sqlite')).rejects.toMatchObject({
      code: 'config-bad',
      message: expect.stringContaining('/dev/null/anpei.sqlite'),
    })
  })
})

describe('PostgreSQL', () => {
  it('lets several instances migrate a fresh database at once', async () => {
    const url = await createEmptyDatabase('postgres')
    const databases = await Promise.all(Array.from({ length: 4 }, () => openDatabase(url)))
    await Promise.all(databases.map(migrate))
    expect(await databases[0]!.db.selectFrom('units').selectAll().execute()).toEqual([])
    await Promise.all(databases.map(database => database.close()))
  })

  it('is away while nobody listens', async () => {
    const { db, close } = await openDatabase('postgres://postgres@127.0.0.1:1/anpei')
    await expect(sql`select 1`.execute(db)).rejects.toMatchObject({ code: 'store-away' })
    await expect(db.transaction().execute(async () => {})).rejects.toBeInstanceOf(AppError)
    await close()
  })

  it('survives the loss of its connections, idle or in a transaction, and serves again', async () => {
    const { db, url, close } = await createTestDatabase('postgres')
    const name = new URL(url).pathname.slice(1)
    const cut = () =>
      onPostgres(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    const torn = db.transaction().execute(async trx => {
      await trx
        .insertInto('units')
        .values({ id: 'u1', ...unit })
        .execute()
      await cut()
      await trx
        .insertInto('units')
        .values({ id: 'u2', ...unit, credit_code: 'B' })
        .execute()
    })
    await expect(torn).rejects.toMatchObject({ code: 'store-away' })
    expect(await db.selectFrom('units').selectAll().execute()).toEqual([])
    await cut()
    await expect
      .poll(() => sql`select 1 as one`.execute(db).catch(() => null))
      .toMatchObject({ rows: [{ one: 1 }] })
    await close()
  })

  it('stops a statement that runs too long', async () => {
    const { db, close } = await createTestDatabase('postgres')
    await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toMatchObject({ code: 'store-away' })
    await close()
  })
})

it('refuses any other kind of database', async () => {
  await expect(openDatabase('mysql://localhost/anpei')).rejects.toMatchObject({ code: 'config-bad' })
})
