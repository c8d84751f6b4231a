import { describe, expect, it } from 'vitest'
import { ANNEX_1, ANNEX_2, FORM, HEADS } from './annexes.ts'
import { ENTERPRISE, ENTERPRISE_CLEAN, filed, INSTITUTION_CLEAN, problem } from './filed.ts'
import { printed } from './printed.ts'

const institution = filed(INSTITUTION_CLEAN)
const enterprise = filed(ENTERPRISE_CLEAN, { unit: ENTERPRISE })

describe('附件1 and 附件2', () => {
  it.each([
    { filing: institution, annex: ANNEX_1, unit: '示例安全培训学校' },
    { filing: enterprise, annex: ANNEX_2, unit: '示例制鞋有限公司' },
  ])('$annex.mark reads as the notice prints it', async ({ filing, annex, unit }) => {
    const { body } = await printed('checklist', filing)
    const [mark, title, stamp, table, ...rest] = body
    expect([mark, title, stamp]).toEqual([annex.mark, FORM, `${annex.category}\t${annex.stamp}${unit}`])
    expect(rest).toEqual([])
    const rows = table as string[][][]
    expect(rows.map(row => row.length)).toEqual(Array(annex.rows.length + 1).fill(2))
    expect(rows.map(row => row[0])).toEqual([[HEADS[0]], ...annex.rows.map(row => [row])])
    expect(rows[0]?.[1]).toEqual([HEADS[1]])
  })

  it('repeats the head on every page and has two columns of one width', async () => {
    const { part } = await printed('checklist', institution)
    const xml = part('word/document.xml')
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    const [left, right] = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(match => Number(match[1]))
    expect(Math.abs((left ?? 0) - (right ?? 0))).toBeLessThanOrEqual(1)
  })

  it('says in plain words how every item stands', async () => {
    const { tables } = await printed('checklist', institution)
    expect(tables[0]?.slice(1).map(row => row[1])).toEqual([
      ['未发现'],
      ['未发现'],
      ['未发现'],
      ['未发现'],
      ['总体评价：好', '教师8人，专职5人，兼职3人；每半年听课一次。'],
      ['已做到：在培训网站等平台公布查询平台网址、将该网址宣传至所有参训人员、公布市局的举报查询电话'],
    ])
  })

  it('prints why an item does not apply to the unit', async () => {
    const { tables } = await printed('checklist', enterprise)
    expect(tables[0]?.slice(1).map(row => row[1])).toEqual([
      ['未发现'],
      ['未发现'],
      ['不适用（非高危行业生产经营单位）'],
      ['未发现'],
    ])
  })

  it('asks a high-risk enterprise about its managers', async () => {
    const filing = filed(
      { ...ENTERPRISE_CLEAN, 'P-HEAD.result': 'present', ...problem('P-HEAD.1', { checks: ['b'] }) },
      { unit: { ...ENTERPRISE, highRisk: true } },
    )
    const { tables } = await printed('checklist', filing)
    expect(tables[0]?.[3]?.[1]).toEqual([
      '存在：2021年6月第3期低压电工班少上8学时（安全生产管理人员未按规定考核合格）；整改措施：补足8学时；责任人：示例责任人 教务主任；整改时限：2022年3月18日；整改中。',
    ])
  })
})
