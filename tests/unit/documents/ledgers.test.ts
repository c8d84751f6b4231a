import { describe, expect, it } from 'vitest'
import type { AppointmentRow } from '../../../src/certificates/ledger-rows.ts'
import type { PaperId } from '../../../src/documents/paper.ts'
import { ENTERPRISE, ENTERPRISE_CLEAN, filed, INSTITUTION_CLEAN, LEDGER, problem } from './filed.ts'
import { papersFor, printed } from './printed.ts'

const kept = filed(ENTERPRISE_CLEAN, { unit: ENTERPRISE, ledger: LEDGER, version: 2 })

it('核验台账 keeps the platform’s address as printed, and four digits of a certificate', async () => {
  const { body, tables, footer } = await printed('certificate-ledger', kept)
  expect(body.slice(0, 3)).toEqual([
    '安全生产培训“走过场”专项整治证书核验台账',
    '填报日期：2022年3月18日\t单位名称（盖章）：示例制鞋有限公司',
    '核验平台：特种作业操作证及安全生产知识和管理能力考核合格信息查询平台（网址http://cx.mem.gov.cn）',
  ])
  expect(tables[0]?.map(cells => cells.flat())).toEqual([
    [
      '序号',
      '姓名',
      '岗位',
      '证书类别',
      '证号后四位',
      '有效期至',
      '复审日期',
      '核验日期',
      '核验人',
      '核验结果',
      '核验截图',
    ],
    [
      '1',
      '示例焊工',
      '特种作业人员',
      '焊接与热切割作业',
      '1234',
      '',
      '2025年5月1日',
      '2022年3月10日',
      '示例核验人',
      '查得到，信息一致',
      'dddddddd',
    ],
  ])
  expect(footer('default')).toContain('回执号：ZC20220318-7K3M9PXA（第2版）')
})

it('任职考核台账 has the day six months end, and how each person stood on the day of the filing', async () => {
  const person = { name: '示例负责人', role: '主要负责人', appointedOn: '2021-08-31', passedOn: null }
  const appointments: AppointmentRow[] = [
    person,
    { ...person, appointedOn: '2021-09-25' },
    { ...person, passedOn: '2022-03-01' },
  ]
  const filing = filed(ENTERPRISE_CLEAN, { unit: ENTERPRISE, ledger: { ...LEDGER, appointments } })
  const { tables } = await printed('appointment-ledger', filing)
  const named = ['示例负责人', '主要负责人']
  expect(tables[0]?.map(cells => cells.flat())).toEqual([
    ['序号', '姓名', '职务', '任职日期', '六个月期满日', '考核合格日期', '考核情况'],
    ['1', ...named, '2021年8月31日', '2022年2月28日', '', '未考核合格，超过期限18天'],
    ['2', ...named, '2021年9月25日', '2022年3月25日', '', '未考核合格，期限还有7天'],
    ['3', ...named, '2021年8月31日', '2022年2月28日', '2022年3月1日', '考核合格，超过期限'],
  ])
})

describe('the ledgers are bound after the evidence and before the proof', () => {
  const ids = (from: Parameters<typeof papersFor>[0]): PaperId[] => papersFor(from).map(({ id }) => id)
  const found = {
    ...INSTITUTION_CLEAN,
    'T2.result': 'present',
    ...problem('T2.1', { photos: ['e'.repeat(32)] }),
  }

  it.each<[string, ReturnType<typeof filed>, PaperId[]]>([
    ['with a proof', kept, ['checklist', 'certificate-ledger', 'appointment-ledger', 'completion-proof']],
    [
      'with problems, enclosed in the report',
      filed(found, { ledger: { ...LEDGER, appointments: [] } }),
      ['report', 'checklist', 'problem-list', 'rectification-list', 'evidence-list', 'certificate-ledger'],
    ],
    ['not at all where none was kept', filed(INSTITUTION_CLEAN), ['report', 'checklist']],
  ])('%s', (_, from, expected) => {
    expect(ids(from)).toEqual(expected)
  })

  it('and the report names them', async () => {
    const { text } = await printed('report', filed(found, { ledger: LEDGER }))
    expect(text).toContain('5.核验台账')
    expect(text).toContain('6.任职考核台账')
  })
})
