import { describe, expect, it } from 'vitest'
import { ENTERPRISE, ENTERPRISE_CLEAN, filed, INSTITUTION, INSTITUTION_CLEAN, problem } from './filed.ts'
import { papersFor, printed } from './printed.ts'

const withProblem = filed({
  ...INSTITUTION_CLEAN,
  'T2.result': 'present',
  ...problem('T2.1', { checks: ['d'] }),
  'T3.result': 'unsure',
})

describe('自查报告', () => {
  it('goes to the city bureau and has its six sections, attachments and signature', async () => {
    const { body } = await printed('report', withProblem)
    const lines = body.filter((piece): piece is string => typeof piece === 'string' && piece !== '')
    expect(lines.slice(0, 2)).toEqual([
      '示例安全培训学校关于安全生产培训“走过场”专项整治自查自改情况的报告',
      '莆田市应急管理局：',
    ])
    expect(lines.filter(line => /^[一二三四五六]、/.test(line))).toEqual([
      '一、基本情况',
      '二、自查组织',
      '三、逐项自查情况',
      '四、存在问题',
      '五、整改措施',
      '六、下步打算',
    ])
    expect(lines.filter(line => /^（[一二三四五六]）/.test(line))).toEqual([
      '（一）基本条件',
      '（二）按大纲组织教学',
      '（三）培训档案',
      '（四）倒卖证书与高价收费',
      '（五）教师法规与教学能力',
      '（六）公布查询平台和举报电话',
    ])
    expect(lines.slice(-5)).toEqual([
      '附件：1.检查表（附件1）',
      '　　　2.问题清单',
      '　　　3.整改清单',
      '示例安全培训学校（盖章）',
      '2022年3月18日',
    ])
  })

  it('is written from the answers and says what the unit must still write', async () => {
    const { text } = await printed('report', withProblem)
    expect(text).toContain('统一社会信用代码91350100M000100Y43，位于荔城区，具有特种作业培训资质。')
    expect(text).toContain('核查区间为2019年1月至2022年3月18日。')
    expect(text).toContain('自查从2022年3月10日开始，到2022年3月18日形成结果，对照检查表逐项核查了6项内容。')
    expect(text).toContain('自查共发现问题1个，其中已整改0个，整改中1个，未整改0个。')
    expect(text).toContain('1.按大纲组织教学：2021年6月第3期低压电工班少上8学时。')
    expect(text).toContain('另有1项内容待核：培训档案。')
    expect(text).toContain(
      '1.针对“2021年6月第3期低压电工班少上8学时”：补足8学时。责任人：示例责任人 教务主任；整改时限：2022年3月18日；整改中。',
    )
    expect(text.match(/【请补充：[^】]+】/g)?.length).toBeGreaterThanOrEqual(4)
  })

  it('says so where nothing was found, and encloses the checklist alone', async () => {
    const { text } = await printed('report', filed(INSTITUTION_CLEAN))
    expect(text).toContain('自查未发现问题。')
    expect(text).not.toContain('问题清单')
    expect(text).not.toContain('待核')
  })

  it.each([
    [false, '不具有特种作业培训资质'],
    [null, '【请补充：是否具有特种作业培训资质】'],
  ])('qualification %s: %s', (specialOps, words) => {
    const [report] = papersFor(filed(INSTITUTION_CLEAN, { unit: { ...INSTITUTION, specialOps } }))
    expect(JSON.stringify(report?.blocks)).toContain(words)
  })
})

describe('自查完成证明', () => {
  it('says what was filed, and that nothing need be sent in', async () => {
    const { text } = await printed('completion-proof', filed(ENTERPRISE_CLEAN, { unit: ENTERPRISE }))
    expect(text).toContain('示例制鞋有限公司（统一社会信用代码：91350100M000100Y43）')
    expect(text).toContain(
      '所列4项内容逐项自查，于2022年3月18日提交自查结果（回执号：ZC20220318-7K3M9PXA，第1版）',
    )
    expect(text).toContain('按照通知三（一），自查发现存在问题的生产经营单位报送问题清单、整改清单。')
  })
})
