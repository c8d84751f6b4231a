import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { bindingCode, freeBindings } from '../../src/units/binding-code.ts'
import { keyOf } from '../../src/units/code.ts'
import { enrolCountyBureaus } from '../../src/units/county-bureaus.ts'
import { createCodeList, type ListedCode } from '../../src/units/roster/code-list.ts'
import { importRoster, type RosterFault } from '../../src/units/roster/import-roster.ts'
import { createReadRow } from '../../src/units/roster/read-row.ts'
import type { RosterEntry } from '../../src/units/roster/roster-entry.ts'
import { createRosterStore } from '../../src/units/roster/roster-store.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { content } from '../support/content.ts'
import { creditCode } from '../support/conversations.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { joiningWith, unitWith } from '../support/units.ts'
import { seededRandom } from '../support/world.ts'

const AT = Date.parse('2022-03-10T09:30:00+08:00')
const random = seededRandom('roster')
const seal = createSeal(Buffer.alloc(32, 7), random)
const { campaign } = content

describe.each(TEST_DATABASES)('the roster on %s', kind => {
  let database: Database
  let count = 0
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  afterAll(() => database.close())

  const store = () => createRosterStore({ database, seal, random })
  const units = () => createUnitStore(database, seal)
  const codes = () => createCodeList(database, seal)

  function entry(changes: Partial<RosterEntry['unit']> = {}): RosterEntry {
    const industry = 'manufacturing'
    const { id: _, ...unit } = unitWith({ id: '', creditCode: creditCode(++count), industry, ...changes })
    return { unit, contact: { name: '名册联系人', phone: '13800000000' } }
  }

  const rowOf = ({ unit }: RosterEntry) =>
    database.db
      .selectFrom('units')
      .selectAll()
      .where('credit_code', '=', unit.creditCode)
      .executeTakeFirstOrThrow()

  async function codeOf({ unit }: RosterEntry): Promise<ListedCode> {
    for await (const code of codes().codes(null)) if (code.creditCode === unit.creditCode) return code
    throw new Error('not listed')
  }

  /** Registered in chat, with its founder. */
  async function registered({ unit }: RosterEntry) {
    const id = `unit-${++count}`
    const founder = joiningWith({ id: `member-${count}`, unitId: id, person: `person-${count}`, at: AT })
    await units().found({ ...unit, id }, founder)
    return id
  }

  it('takes units in, leaves what is the same, and follows what has changed', async () => {
    const [one, two] = [entry(), entry()]
    expect(await store().list([one, two], AT, false)).toEqual({
      added: 2,
      updated: 0,
      unchanged: 0,
      listed: 0,
    })
    const before = await rowOf(one)
    expect(await store().list([one, two], AT + 1, false)).toEqual({
      added: 0,
      updated: 0,
      unchanged: 2,
      listed: 2,
    })
    expect(await rowOf(one)).toEqual(before)
    const moved = { ...one, unit: { ...one.unit, bureau: 'putian', level: 'city' as const } }
    const recontacted = { ...two, contact: null }
    expect(await store().list([moved, recontacted], AT + 2, false)).toMatchObject({ updated: 2 })
    const { listed_contact: _, ...stays } = before
    expect(await rowOf(one)).toMatchObject({ ...stays, bureau: 'putian', level: 'city', updated_at: AT + 2 })
    expect(await rowOf(two)).toMatchObject({ listed_contact: null, listed_at: AT })
  })

  it('keeps whom it names sealed', async () => {
    const one = entry()
    await store().list([one], AT, false)
    const { listed_contact } = await rowOf(one)
    expect(Buffer.from(listed_contact ?? []).includes('13800000000')).toBe(false)
  })

  it('looks without writing', async () => {
    const one = entry()
    const before = await store().count()
    expect(await store().list([one], AT, true)).toMatchObject({ added: 1 })
    expect(await store().count()).toBe(before)
    expect(await units().byCreditCode(one.unit.creditCode)).toBeNull()
  })

  it('takes over a unit that registered itself, which keeps its people', async () => {
    const one = entry({ bureau: 'putian', level: 'unsure' })
    const id = await registered(one)
    const listed = { ...one, unit: { ...one.unit, bureau: 'licheng', level: 'county' as const } }
    expect(await store().list([listed], AT, false)).toEqual({ added: 0, updated: 1, unchanged: 0, listed: 0 })
    expect(await units().byCreditCode(one.unit.creditCode)).toEqual({
      unit: { ...listed.unit, id },
      isListed: true,
      isTaken: true,
    })
    const { code } = await codeOf(one)
    expect(await units().openedBy(keyOf(seal, code), AT)).toMatchObject({ id })
  })

  it('keeps what was declared where the roster says nothing of it', async () => {
    const open = (each: RosterEntry, changes: Partial<RosterEntry['unit']> = {}) => ({
      ...{ contact: each.contact, isLevelOpen: true },
      unit: { ...each.unit, level: 'unsure' as const, bureau: 'licheng', industry: null, ...changes },
    })
    const [city, corrected] = [entry({ level: 'city', bureau: 'putian' }), entry({ bureau: 'chengxiang' })]
    for (const each of [city, corrected]) await registered(each)
    const moved = { district: 'hanjiang', bureau: 'hanjiang' }
    for (const changes of [{}, moved] as Partial<RosterEntry['unit']>[]) {
      await store().list([open(city, changes), open(corrected, changes)], AT, false)
      const industry = 'manufacturing'
      expect(await rowOf(city)).toMatchObject({ level: 'city', bureau: 'putian', industry })
      const bureau = changes.bureau ?? 'chengxiang'
      expect(await rowOf(corrected)).toMatchObject({ level: corrected.unit.level, bureau, industry })
    }
    expect(await store().list([open(city, moved)], AT, false)).toMatchObject({ unchanged: 1 })
  })

  it('holds where people register the same units meanwhile', async () => {
    const batch = Array.from({ length: 20 }, () => entry())
    await Promise.all([
      store().list(batch, AT, false),
      ...batch.slice(0, 5).map(registered),
      store().list(batch, AT, false),
    ])
    for (const each of batch) {
      const row = await rowOf(each)
      const binding = keyOf(seal, bindingCode(seal, row.id, row.binding)).binding
      expect([row.listed_at, row.binding_hash]).toEqual([AT, binding])
      const contact = Buffer.from(seal.open('listed-contact', row.id, row.listed_contact ?? new Uint8Array()))
      expect(JSON.parse(contact.toString())).toEqual(each.contact)
    }
  })

  it('is imported row by row: what is bad is told and stops nothing else', async () => {
    const head = ['单位名称', '统一社会信用代码', '类别', '县区', '行业', '联系电话']
    const good = (name: string) => [name, creditCode(++count), '企业', '荔城', '一般制造', '13800000000']
    const [one, two] = [good('甲厂甲厂'), good('乙厂乙厂')]
    const table = async function* (...rows: (string | number)[][]) {
      for (const [index, cells] of [head, ...rows].entries()) yield { line: index + 1, cells }
    }
    const faults: RosterFault[] = []
    const importing = (rows: (string | number)[][], isDry = false) =>
      importRoster(
        {
          store: store(),
          readRow: createReadRow(campaign, content.scripts.get('register')!),
          content: content.roster,
          tell: fault => faults.push(fault),
        },
        table(...rows),
        { at: AT, isDry },
      )
    const before = await store().count()
    const badRows = [
      ['丙厂丙厂', creditCode(++count), '企业', '某区', '一般制造', 13_800_000_000],
      [...two.slice(0, 5), ''],
    ]
    expect(await importing([one, two, ...badRows], true)).toMatchObject({ added: 2, refused: 2 })
    expect(await store().count()).toBe(before)
    faults.length = 0
    expect(await importing([one, two, ...badRows])).toEqual({
      added: 2,
      updated: 0,
      unchanged: 0,
      refused: 2,
      missing: before,
    })
    expect(faults.map(({ line, head: column }) => [line, column])).toEqual([
      [4, '县区'],
      [4, '联系电话'],
      [5, '统一社会信用代码'],
    ])
    expect(faults[2]?.remedy).toContain('line 3')
    const refused = [...two.slice(0, 3), '某区']
    expect(await importing([one, refused])).toMatchObject({ unchanged: 1, refused: 1, missing: before })
  })

  it('gives every unit a code of its own, and a new one kills the old', async () => {
    const one = entry()
    await store().list([one], AT, false)
    const before = await codeOf(one)
    expect(before.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(before.scene).toBe(`u-${before.code.replace('-', '')}`)
    const renewed = await codes().renew(one.unit.creditCode)
    expect(renewed?.code).not.toBe(before.code)
    expect(await codeOf(one)).toEqual(renewed)
    expect(await units().openedBy(keyOf(seal, before.code), AT)).toBeNull()
    expect(await units().openedBy(keyOf(seal, renewed?.code ?? ''), AT)).toMatchObject(one.unit)
    expect(await codes().renew('no such code')).toBeNull()
  })

  it('stores no code, and makes the same ones again only under the same key', async () => {
    const one = entry()
    await store().list([one], AT, false)
    const { code } = await codeOf(one)
    const stored = JSON.stringify(await database.db.selectFrom('units').selectAll().execute())
    expect(stored).not.toContain(code.replace('-', ''))
    const other = createCodeList(database, createSeal(Buffer.alloc(32, 8), random))
    await expect(other.codes(null).next()).rejects.toMatchObject({ code: 'config-bad' })
  })

  it('gives the codes of one bureau', async () => {
    const [here, there] = [entry({ bureau: 'xiuyu', district: 'xiuyu' }), entry()]
    await store().list([here, there], AT, false)
    const found: string[] = []
    for await (const each of codes().codes('xiuyu')) found.push(each.creditCode)
    expect(found).toEqual([here.unit.creditCode])
  })

  it('never gives two units the same code', async () => {
    const one = entry()
    await store().list([one], AT, false)
    const row = await rowOf(one)
    const taken = { ...seal, hash: () => row.binding_hash ?? '' }
    let tries = 0
    const mostlyTaken = {
      hash: (purpose: string, text: string) => (tries++ < 4 ? taken.hash() : seal.hash(purpose, text)),
    }
    const free = await freeBindings(database.db, mostlyTaken, [{ id: 'another', generation: 1 }])
    expect(free.get('another')?.binding).toBeGreaterThan(1)
    expect(free.get('another')?.binding_hash).not.toBe(row.binding_hash)
  })

  it('has the county bureaus of the campaign, once, under their present names', async () => {
    await Promise.all([1, 2].map(() => enrolCountyBureaus(database, seal, campaign, AT)))
    const bureaus = campaign.bureaus.map(each => ({ ...each, name: `${each.name}（新）` }))
    const before = await store().count()
    await enrolCountyBureaus(database, seal, { ...campaign, bureaus }, AT + 1)
    const rows = await database.db
      .selectFrom('units')
      .select(['name', 'bureau', 'credit_code', 'binding_hash'])
      .where('subject', '=', 'county-bureau')
      .orderBy('bureau')
      .execute()
    expect(rows.map(({ name, bureau }) => [bureau, name])).toEqual(
      bureaus
        .filter(({ level }) => level === 'county')
        .map(({ id, name }) => [id, name])
        .toSorted(),
    )
    expect(rows.every(({ binding_hash }) => binding_hash !== null)).toBe(true)
    expect(await store().count()).toBe(before)
  })

  it('gives a county bureau somebody to ask for, and nothing else', async () => {
    await enrolCountyBureaus(database, seal, campaign, AT)
    const readRow = createReadRow(campaign, content.scripts.get('register')!)
    const read = readRow({
      ...{ name: '荔城区应急管理局', subject: '县局', district: '某区' },
      ...{ 'contact-name': '名册联系人', 'contact-phone': '0594-2345678' },
    })
    if (!('entry' in read)) throw new Error(JSON.stringify(read.faults))
    const { listed_contact: _, updated_at, ...before } = await rowOf(read.entry)
    expect(await store().list([read.entry], AT + 2, false)).toMatchObject({ updated: 1, listed: 0 })
    const { listed_contact, ...after } = await rowOf(read.entry)
    expect(after).toEqual({ ...before, updated_at: AT + 2 })
    expect(
      JSON.parse(Buffer.from(seal.open('listed-contact', before.id, listed_contact!)).toString()),
    ).toEqual({ name: '名册联系人', phone: '0594-2345678' })
  })
})
