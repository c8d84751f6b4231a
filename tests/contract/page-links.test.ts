import { afterAll, describe, expect, it } from 'vitest'
import { createSeal } from '../../src/storage/seal.ts'
import { createMemberStore } from '../../src/units/member-store.ts'
import { createPageCommands } from '../../src/units/page-commands.ts'
import { createPageLinks } from '../../src/units/page-links.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { createVisitors } from '../../src/units/visitors.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { createWorld } from '../support/world.ts'

const NOW = Date.parse('2022-03-10T09:30:00+08:00')
const DAY = 86_400_000
const UNIT = {
  id: 'u1',
  subject: 'enterprise' as const,
  name: '示例制鞋有限公司',
  creditCode: '91350100M000100Y43',
  district: 'hanjiang',
  industry: null,
  highRisk: null,
  specialOps: null,
  level: 'county' as const,
  bureau: 'hanjiang',
}
const REF = { channel: 'play' as const, account: 'a', id: 'p' }
const tokenOf = (path: string) => path.slice('/u/l/'.length)

describe.each(TEST_DATABASES)('page links on %s', async kind => {
  const database = await createTestDatabase(kind)
  const { random } = createWorld()
  const seal = createSeal(Buffer.alloc(32, 'key'), random)
  const units = createUnitStore(database, seal)
  const links = createPageLinks({ database, seal, random })
  const visitors = createVisitors(database, seal, units)
  const contact = { name: '示例联系人', phone: '13800000000' }
  await units.found(UNIT, { id: 'm1', unitId: 'u1', person: 'p1', ref: REF, contact, consent: 'c', at: NOW })
  afterAll(() => database.close())

  it('open once within a day, and tell whom they let in where', async () => {
    const token = tokenOf(await links.make('m1', 'filings/ZC1', NOW))
    expect(token).toMatch(/^[\w-]{32}$/)
    expect(await links.opens(token, NOW + DAY - 1)).toBe(true)
    expect(await links.opens(token, NOW + DAY)).toBe(false)
    expect(await links.spend(token, NOW + DAY)).toBeNull()
    const spent = await Promise.all([1, 2, 3].map(() => links.spend(token, NOW)))
    expect(spent.filter(Boolean)).toEqual([{ memberId: 'm1', purpose: 'filings/ZC1' }])
    expect(await links.opens(token, NOW)).toBe(false)
  })

  it('leave no token in the database, and are forgotten when they have run out', async () => {
    const token = tokenOf(await links.make('m1', 'home', NOW))
    expect(JSON.stringify(await database.db.selectFrom('page_links').selectAll().execute())).not.toContain(
      token,
    )
    await links.make('m1', 'home', NOW + DAY)
    expect(await database.db.selectFrom('page_links').selectAll().execute()).toHaveLength(1)
  })

  it('are of no use under another key', async () => {
    const token = tokenOf(await links.make('m1', 'home', NOW))
    const foreign = createPageLinks({ database, seal: createSeal(Buffer.alloc(32, 'other'), random), random })
    expect([await foreign.opens(token, NOW), await foreign.spend(token, NOW)]).toEqual([false, null])
    expect(await links.opens(token, NOW)).toBe(true)
  })

  it('the command gives members one by wall time, and others the way to become one', async () => {
    const commands = createPageCommands({
      units,
      links,
      wall: { now: () => NOW },
      address: () => 'https://a.cn',
    })
    const moment = { ref: REF, message: 'm', now: NOW + 100 * DAY, today: '2022-06-18' }
    const session = { v: 1 as const, frames: [], paused: false, more: '', pending: null }
    const made = await commands.pages!({ ...moment, person: 'p1' }, session)
    const link = String(made.say[0]?.values?.link)
    expect(link).toMatch(/^https:\/\/a\.cn\/u\/l\/[\w-]{32}$/)
    expect(await links.opens(link.slice(-32), NOW + 1)).toBe(true)
    expect(await commands.pages!({ ...moment, person: 'p2' }, session)).toEqual({
      say: [{ phrase: 'member.none' }],
    })
  })

  it('end with the membership, also for who comes back as another member', async () => {
    const token = tokenOf(await links.make('m1', 'home', NOW))
    expect(await visitors.find('m1')).toMatchObject({
      person: 'p1',
      ref: REF,
      unit: UNIT,
      member: { id: 'm1' },
    })
    await createMemberStore(database, seal).leave('p1', { message: 'm', at: NOW })
    expect(await links.opens(token, NOW)).toBe(false)
    expect(await visitors.find('m1')).toBeNull()
    await units.invite('code', { id: 'm1', unitId: 'u1' }, NOW, NOW + DAY)
    await units.join(
      { invite: 'code', binding: '' },
      {
        id: 'm2',
        unitId: 'u1',
        person: 'p1',
        ref: REF,
        contact,
        consent: 'c',
        at: NOW,
      },
    )
    expect(await visitors.find('m1')).toBeNull()
    expect(await visitors.find('m2')).not.toBeNull()
  })
})
