import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMovableClock } from '../../src/lib/clock.ts'
import { withPrefix } from '../../src/lib/shared-values.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openRedis } from '../../src/storage/redis.ts'
import { createRedisSharedValues } from '../../src/storage/redis-shared-values.ts'
import { createSqlSharedValues } from '../../src/storage/sql-shared-values.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { VALUES_BACKENDS, type ValuesBackend } from '../support/shared-values.ts'

const LONG_MS = 600_000
const SHORT_MS = 60

const bytes = (text: string) => Buffer.from(text)
const plain = (value: Uint8Array | null) => value && Buffer.from(value).toString()

describe.each(VALUES_BACKENDS)('shared values on %s', (_name, open) => {
  let backend: ValuesBackend
  let key: string
  beforeAll(async () => {
    backend = await open()
  })
  afterAll(() => backend.close())
  beforeEach(() => {
    key = `test ${randomUUID()}`
  })

  const get = async (client = backend.other) => plain(await client.get(key))

  it('hands over what another put, the last one, every byte of it', async () => {
    expect(await get()).toBeNull()
    await backend.one.put(key, bytes('first'), LONG_MS)
    await backend.other.put(key, bytes('second'), LONG_MS)
    expect([await get(backend.one), await get()]).toEqual(['second', 'second'])
    const all = Uint8Array.from({ length: 256 }, (_, index) => index)
    await backend.one.put(key, all, LONG_MS)
    expect(Buffer.from((await backend.other.get(key))!)).toEqual(Buffer.from(all))
  })

  it('keeps keys apart, whatever is in their names', async () => {
    await backend.one.put(`${key}:{a}`, bytes('a'), LONG_MS)
    await backend.one.put(`${key}:{b}'"某`, bytes('b'), LONG_MS)
    expect(await get()).toBeNull()
    expect(plain(await backend.other.get(`${key}:{b}'"某`))).toBe('b')
  })

  it('forgets a value after its life, and lets the next one in', async () => {
    await backend.one.put(key, bytes('old'), SHORT_MS)
    await expect.poll(() => get()).toBeNull()
    expect(await backend.other.dropIf(key, bytes('old'))).toBe(false)
    expect(await backend.other.putIfAbsent(key, bytes('new'), LONG_MS)).toBe(true)
    expect(await get(backend.one)).toBe('new')
  })

  it('gives a place to one of many who ask at once', async () => {
    const clients = Array.from({ length: 20 }, (_, index) => (index % 2 ? backend.one : backend.other))
    const asked = clients.map((client, index) => client.putIfAbsent(key, bytes(`${index}`), LONG_MS))
    const got = (await Promise.all(asked)).flatMap((won, index) => (won ? [`${index}`] : []))
    expect(got).toHaveLength(1)
    expect(await get()).toBe(got[0])
  })

  it('drops what is still the same, once, and nothing newer', async () => {
    await backend.one.put(key, bytes('seen'), LONG_MS)
    expect(await backend.other.dropIf(key, bytes('see'))).toBe(false)
    const dropped = await Promise.all(
      [backend.one, backend.other, backend.one].map(client => client.dropIf(key, bytes('seen'))),
    )
    expect(dropped.filter(Boolean)).toHaveLength(1)
    await backend.other.put(key, bytes('newer'), LONG_MS)
    expect(await backend.one.dropIf(key, bytes('seen'))).toBe(false)
    expect(await get()).toBe('newer')
  })

  it('counts everyone, in a window that begins with the first', async () => {
    expect(await backend.one.counted(key)).toBe(0)
    const clients = Array.from({ length: 20 }, (_, index) => (index % 2 ? backend.one : backend.other))
    const counts = await Promise.all(clients.map(client => client.count(key, LONG_MS)))
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(await backend.other.counted(key)).toBe(20)
  })

  it('begins to count anew when the window is over', async () => {
    await backend.one.count(key, SHORT_MS)
    await expect.poll(() => backend.other.counted(key)).toBe(0)
    expect(await backend.other.count(key, LONG_MS)).toBe(1)
  })

  it('may stand behind a prefix', async () => {
    const mine = withPrefix(backend.one, `${key}/`)
    await mine.put('token', bytes('t'), LONG_MS)
    expect(await mine.putIfAbsent('token', bytes('u'), LONG_MS)).toBe(false)
    expect(plain(await backend.other.get(`${key}/token`))).toBe('t')
    expect(await mine.dropIf('token', bytes('t'))).toBe(true)
    expect(await mine.get('token')).toBeNull()
    expect([await mine.count('tries', LONG_MS), await backend.other.counted(`${key}/tries`)]).toEqual([1, 1])
    expect(await mine.counted('tries')).toBe(1)
  })
})

describe.each(TEST_DATABASES)('sweep of shared values on %s', kind => {
  it('deletes what has expired and nothing else', async () => {
    const database = await createTestDatabase(kind)
    const clock = createMovableClock({ now: () => 0 }, 1_646_323_200_000)
    const values = createSqlSharedValues(database, clock)
    await values.put('short', bytes('s'), 1_000)
    await values.put('long', bytes('l'), 2_000)
    await values.count('tries', 1_000)
    expect(await values.sweep()).toBe(0)
    clock.moveTo(clock.now() + 999)
    expect(await values.count('tries', 1_000)).toBe(2)
    clock.moveTo(clock.now() + 1)
    expect(await values.counted('tries')).toBe(0)
    expect(await values.sweep()).toBe(2)
    const rows = await database.db.selectFrom('shared_values').select('key').execute()
    expect(rows).toEqual([{ key: 'long' }])
    await database.close()
  })
})

it('shared values are away with their store', async () => {
  const link = await openRedis('redis://127.0.0.1:1')
  const database = await openDatabase('postgres://postgres@127.0.0.1:1/anpei')
  const stores = [createRedisSharedValues(link), createSqlSharedValues(database, { now: () => 0 })]
  for (const values of stores) {
    const calls = [
      values.get('k'),
      values.put('k', bytes('v'), 1_000),
      values.putIfAbsent('k', bytes('v'), 1_000),
      values.dropIf('k', bytes('v')),
      values.count('k', 1_000),
      values.counted('k'),
    ]
    const ends = await Promise.allSettled(calls)
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'store-away' } })
  }
  await link.close()
  await database.close()
})
