import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { createKnownUnits, type KnownUnits } from '../../src/tips/chat/known-units.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'

const NAMES = [
  '示例安全培训学校',
  '福建省莆田市荔城区样板职业技能培训学校有限公司',
  '莆田市样板制鞋有限公司',
  '样本化工股份有限公司',
  '莆田范例培训中心',
  '莆田市范例培训学校',
  '仙游县模范烟花爆竹批发有限公司',
]

const BUREAU = '仙游县应急管理局'

describe.each(TEST_DATABASES)('known units on %s', kind => {
  let database: Database
  let units: KnownUnits
  beforeAll(async () => {
    database = await createTestDatabase(kind)
    const rows = NAMES.map((name, index) => ({
      id: `unit-${index}`,
      subject: 'enterprise',
      name,
      credit_code: `code-${index}`,
      district: 'licheng',
      industry: null,
      high_risk: null,
      special_ops: null,
      level: 'county',
      bureau: 'licheng',
      created_at: 0,
      updated_at: 0,
    }))
    const bureau = {
      ...rows[0]!,
      id: 'bureau',
      subject: 'county-bureau',
      credit_code: 'bureau',
      name: BUREAU,
    }
    await database.db
      .insertInto('units')
      .values([...rows, bureau])
      .execute()
    const districts = content.campaign.districts.map(({ label }) => label)
    units = createKnownUnits(database, content.tipSettings['unit-names'], districts)
  })
  afterAll(() => database.close())

  it.each([
    ['示例安全培训学校', '示例安全培训学校'],
    ['示例培训学校', '示例安全培训学校'],
    ['示例培训', '示例安全培训学校'],
    ['莆田示例安全培训', '示例安全培训学校'],
    ['样板职业技能培训学校', '福建省莆田市荔城区样板职业技能培训学校有限公司'],
    ['荔城区样板职业技能学校', '福建省莆田市荔城区样板职业技能培训学校有限公司'],
    ['样板', '福建省莆田市荔城区样板职业技能培训学校有限公司'],
    ['样板制鞋厂', '莆田市样板制鞋有限公司'],
    ['样本化工', '样本化工股份有限公司'],
    ['模范烟花爆竹', '仙游县模范烟花爆竹批发有限公司'],
  ])('%s is taken for %s', async (typed, name) => {
    expect((await units.nearest(typed))?.name).toBe(name)
  })

  it.each(['示', '别处的培训学校', '莆田市', '', '范例', '%', '_', BUREAU])(
    '%j is taken for none',
    async typed => {
      expect(await units.nearest(typed)).toBeNull()
    },
  )

  it('are found by an index, however many there are', async () => {
    if (kind === 'postgres') return
    const plan = await sql<{ detail: string }>`
      explain query plan select id from units where (name >= '示例' and name < '示例z') or (name >= '莆田市示例' and name < '莆田市示例z')
    `.execute(database.db)
    expect(plan.rows.map(({ detail }) => detail).join()).toContain('units_name')
  })
})
