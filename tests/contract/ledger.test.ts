import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLedger, type Ledger } from '../../src/delivery/ledger.ts'
import type { Database } from '../../src/storage/database.ts'
import { createTestDatabase, type TestDatabaseKind } from '../support/database.ts'

const KINDS: TestDatabaseKind[] = ['sqlite-memory', 'postgres']

describe.each(KINDS)('what persons let the account do, on %s', kind => {
  let database: Database
  let ledger: Ledger
  beforeEach(async () => {
    database = await createTestDatabase(kind)
    ledger = createLedger(database)
  })
  afterEach(() => database.close())

  const consent = async (person: string, template = 'T') =>
    (await ledger.consents([person])).get(person)?.get(template) ?? null
  async function of(person: string, template?: string) {
    const found = await consent(person, template)
    return found && { accepted: found.accepted, credits: found.credits }
  }
  const choose = (person: string, accepted: boolean, message: string, at = 1) =>
    ledger.choose(person, 'T', accepted, { message, at })

  it('each yes is worth one message, however often its event is heard', async () => {
    for (const message of ['1', '1', '2', '2']) await choose('a', true, message)
    expect(await of('a')).toEqual({ accepted: true, credits: 2 })
  })

  it('a no takes the lasting consent, and leaves what single messages there were', async () => {
    await choose('a', true, '1')
    await choose('a', false, '2')
    expect(await of('a')).toEqual({ accepted: false, credits: 1 })
  })

  it('says when somebody chose last; an event that is heard again is no choice', async () => {
    await choose('a', true, '1', 10)
    await choose('a', true, '2', 20)
    await choose('a', true, '2', 30)
    expect((await consent('a'))?.changedAt).toBe(20)
  })

  it('a first no is on record', async () => {
    await choose('a', false, '1')
    expect(await of('a')).toEqual({ accepted: false, credits: 0 })
  })

  it('what is sent is used up, and never below nothing', async () => {
    await choose('a', true, '1')
    await choose('b', true, '2')
    await ledger.use('T', ['a', 'b'])
    await ledger.use('T', ['a'])
    expect([await of('a'), await of('b')]).toEqual([
      { accepted: true, credits: 0 },
      { accepted: true, credits: 0 },
    ])
  })

  it('what the platform withdraws is gone, for that template and that person', async () => {
    for (const person of ['a', 'b']) await choose(person, true, person)
    await ledger.choose('a', 'other', true, { message: '3', at: 1 })
    await ledger.withdraw('T', ['a'])
    expect(await of('a')).toEqual({ accepted: false, credits: 0 })
    expect(await of('b')).toEqual({ accepted: true, credits: 1 })
    expect(await of('a', 'other')).toEqual({ accepted: true, credits: 1 })
  })

  it('whoever is lost is lost until found, and is forgotten with all they agreed to', async () => {
    await choose('a', true, '1')
    await ledger.lose(['a', 'b'], 1)
    await ledger.lose(['a'], 2)
    expect(await ledger.lost(['a', 'b', 'c'])).toEqual(new Set(['a', 'b']))
    await ledger.find('a')
    expect(await ledger.lost(['a', 'b'])).toEqual(new Set(['b']))
    await ledger.forget('a')
    await ledger.forget('b')
    expect(await of('a')).toBeNull()
    expect(await ledger.lost(['a', 'b'])).toEqual(new Set())
  })
})
