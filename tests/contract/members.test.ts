import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { createMemberStore, type MemberChange } from '../../src/units/member-store.ts'
import { fromUnit } from '../../src/units/unit-row.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { joiningWith, unitWith } from '../support/units.ts'
import { seededRandom } from '../support/world.ts'

const AT = Date.parse('2022-03-10T09:30:00+08:00')
const seal = createSeal(Buffer.alloc(32, 7), seededRandom('members'))

describe.each(TEST_DATABASES)('members on %s', kind => {
  let database: Database
  let count = 0
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  afterAll(() => database.close())

  const next = (what: string) => `${what}-${++count}`
  const units = () => createUnitStore(database, seal)
  const members = () => createMemberStore(database, seal)

  const under = (message = next('message')) => ({ message, at: AT })

  const joining = (unitId: string) =>
    joiningWith({ id: next('member'), unitId, person: next('person'), at: AT + count })

  /** A unit with its binding code, and nobody in it. */
  async function listed() {
    const unit = unitWith({ id: next('unit'), creditCode: next('code') })
    const key = { binding: next('binding'), invite: next('invite') }
    await database.db
      .insertInto('units')
      .values({
        ...fromUnit(unit),
        ...{ created_at: AT, updated_at: AT, listed_at: AT },
        binding_hash: key.binding,
      })
      .execute()
    const join = async () => {
      const person = joining(unit.id)
      return { ...person, role: await units().join(key, person) }
    }
    return { unit, key, join }
  }

  const roles = async (unitId: string) => (await members().of(unitId)).map(({ role }) => role)

  it('join by the binding code as often as they like, the first one as lead', async () => {
    const { unit, key, join } = await listed()
    expect(await units().openedBy(key, AT)).toMatchObject({ id: unit.id, creditCode: unit.creditCode })
    expect([(await join()).role, (await join()).role]).toEqual(['lead', 'clerk'])
    const stranger = joining(unit.id)
    expect(await units().join({ ...key, binding: 'old' }, stranger)).toBeNull()
    expect(await units().membershipOf(stranger.person)).toBeNull()
  })

  it('claim a unit nobody ever acted for, one of them', async () => {
    const { unit } = await listed()
    const claims = await Promise.all([1, 2, 3].map(() => units().claim(joining(unit.id))))
    expect(claims.toSorted()).toEqual([false, false, true])
    const [lead] = await members().of(unit.id)
    await members().leave(lead?.person ?? '', under())
    expect(await units().claim(joining(unit.id))).toBe(false)
    expect(await units().byCreditCode(unit.creditCode)).toMatchObject({ isListed: true, isTaken: true })
  })

  it('cannot change what the roster says, but their own contact', async () => {
    const { unit, join } = await listed()
    const { id, person } = await join()
    const contact = { name: '另一位', phone: '13900000000' }
    expect(await units().update({ ...unit, name: '改名' }, id, contact, AT)).toBe('listed')
    expect(await units().membershipOf(person)).toMatchObject({ unit: { name: unit.name }, isListed: true })
    expect(await units().contactOf(id)).toEqual(contact)
  })

  it('hand over and remove, all of it or nothing, once under a message', async () => {
    const { unit, join } = await listed()
    const [lead, one, two] = [await join(), await join(), await join()]
    const changes: MemberChange[] = [
      { memberId: one.id, what: 'lead' },
      { memberId: two.id, what: 'remove' },
    ]
    const message = under()
    expect(await members().change(unit.id, one.id, changes, under())).toBe('not-lead')
    expect(await members().change(unit.id, lead.id, changes, message)).toBe('ok')
    expect(await members().change(unit.id, lead.id, changes, message)).toBe('ok')
    expect((await members().of(unit.id)).map(({ id, role }) => [id, role])).toEqual([
      [lead.id, 'clerk'],
      [one.id, 'lead'],
    ])
    const gone: MemberChange = { memberId: two.id, what: 'remove' }
    const removal: MemberChange = { memberId: lead.id, what: 'remove' }
    expect(await members().change(unit.id, one.id, [removal, gone], under())).toBe('gone')
    expect(await roles(unit.id)).toEqual(['clerk', 'lead'])
    expect(await members().person(two.id)).toBe(two.person)
    const lines = await database.db.selectFrom('audit').selectAll().where('actor', '=', lead.id).execute()
    expect(lines.map(({ action, target }) => [action, target]).toSorted()).toEqual([
      ['lead-handed-over', one.id],
      ['member-removed', two.id],
    ])
  })

  it('of another unit are out of reach', async () => {
    const [here, there] = [await listed(), await listed()]
    const [lead, other] = [await here.join(), await there.join()]
    await there.join()
    const removal: MemberChange = { memberId: other.id, what: 'remove' }
    expect(await members().change(here.unit.id, lead.id, [removal], under())).toBe('gone')
    const handOver: MemberChange = { memberId: other.id, what: 'lead' }
    expect(await members().change(here.unit.id, lead.id, [handOver], under())).toBe('gone')
    expect(await roles(there.unit.id)).toEqual(['lead', 'clerk'])
  })

  it('are changed by order of the bureau whoever leads, and somebody leads after', async () => {
    const { unit, join } = await listed()
    const [lead, one] = [await join(), await join()]
    const order = (memberId: string, what: MemberChange['what']) =>
      members().order(unit.id, { memberId, what }, under())
    expect(await order(one.id, 'lead')).toBe('ok')
    expect(await roles(unit.id)).toEqual(['clerk', 'lead'])
    expect(await order(one.id, 'remove')).toBe('ok')
    expect(await roles(unit.id)).toEqual(['lead'])
    expect(await order(one.id, 'lead')).toBe('gone')
    expect(await order(lead.id, 'remove')).toBe('ok')
    expect(await members().of(unit.id)).toEqual([])
    const lines = await database.db
      .selectFrom('audit')
      .select(['action', 'target'])
      .where('actor', '=', 'operator')
      .where('target', 'in', [lead.id, one.id])
      .execute()
    expect(lines.map(({ action, target }) => `${action} ${target}`).toSorted()).toEqual(
      [`lead-handed-over ${one.id}`, `member-removed ${one.id}`, `member-removed ${lead.id}`].toSorted(),
    )
  })

  it('forget who is removed as who leaves', async () => {
    const { unit, join } = await listed()
    const [lead, other] = [await join(), await join()]
    await members().change(unit.id, lead.id, [{ memberId: other.id, what: 'remove' }], under())
    const row = await database.db
      .selectFrom('members')
      .selectAll()
      .where('id', '=', other.id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ identity: null, contact: null, phone_hash: null, left_at: AT })
  })

  it('are led by whoever has been there longest when the lead leaves', async () => {
    const { unit, join } = await listed()
    const [lead, second, third] = [await join(), await join(), await join()]
    const message = under()
    const heir = { id: second.id, person: second.person }
    expect(await members().leave(lead.person, message)).toEqual(heir)
    expect(await members().leave(lead.person, message)).toEqual(heir)
    expect(await members().leave(lead.person, under())).toBeNull()
    expect(await members().leave(third.person, under())).toBeNull()
    expect(await members().leave(second.person, under())).toBeNull()
    expect(await roles(unit.id)).toEqual([])
    expect((await join()).role).toBe('lead')
  })

  it('have exactly one lead while there are any, however their doings fall together', async () => {
    const doing = fc.record({
      what: fc.constantFrom('join', 'leave', 'hand over', 'remove', 'order', 'order away'),
      who: fc.nat(3),
      whom: fc.nat(3),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(doing, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
        async rounds => {
          const { unit, join } = await listed()
          const people = [await join(), await join()]
          for (const round of rounds) {
            await Promise.all(
              round.map(async ({ what, who, whom }) => {
                const [actor, other] = [people[who % people.length]!, people[whom % people.length]!]
                if (what === 'join') people.push(await join())
                else if (what === 'leave') await members().leave(actor.person, under())
                else if (what.startsWith('order')) {
                  const change = { memberId: other.id, what: what === 'order' ? 'lead' : 'remove' } as const
                  await members().order(unit.id, change, under())
                } else {
                  const change = { memberId: other.id, what: what === 'remove' ? 'remove' : 'lead' } as const
                  if (other.id !== actor.id) await members().change(unit.id, actor.id, [change], under())
                }
              }),
            )
            const now = await roles(unit.id)
            expect(now.filter(role => role === 'lead')).toHaveLength(now.length === 0 ? 0 : 1)
          }
        },
      ),
      { numRuns: 20 },
    )
  })
})
