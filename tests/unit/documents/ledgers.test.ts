import { expect, it } from 'vitest'
import {
  type AppointmentRow,
  appointmentLedgerPaper,
} from '../../../src/documents/papers/appointment-ledger.ts'
import { certificateLedgerPaper } from '../../../src/documents/papers/certificate-ledger.ts'
import { renderDocx } from '../../../src/documents/render-docx.ts'
import { setting } from './filed.ts'
import { readDocx } from './read-docx.ts'

const HEAD = {
  receipt: 'HY20220318-7K3M9PXA',
  version: 2,
  at: Date.parse('2022-03-18T09:05:00+08:00'),
  sha256: 'ab'.repeat(32),
  unit: '示例制鞋有限公司',
  stamp: '单位名称（盖章）',
}

it('核验台账 keeps the platform’s address as printed, and four digits of a certificate', async () => {
  const row = {
    name: '示例焊工',
    role: '焊工',
    category: '熔化焊接与热切割作业',
    lastFour: '1234',
    validUntil: null,
    reviewBy: '2025-05-01',
    checkedOn: '2022-03-10',
    checkedBy: '示例核验人',
    result: '查询信息一致',
    screenshots: ['d'.repeat(32)],
  }
  const { body, tables, footer } = readDocx(await renderDocx(certificateLedgerPaper([row], HEAD, setting)))
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
      '焊工',
      '熔化焊接与热切割作业',
      '1234',
      '',
      '2025年5月1日',
      '2022年3月10日',
      '示例核验人',
      '查询信息一致',
      'dddddddd',
    ],
  ])
  expect(footer('default')).toContain('回执号：HY20220318-7K3M9PXA（第2版）')
})

it('任职考核台账 has the day six months end, and how each person stands', async () => {
  const person = { name: '示例负责人', role: '主要负责人', appointedOn: '2021-08-31', passedOn: null }
  const deadline = '2022-02-28'
  const rows: AppointmentRow[] = [
    { ...person, examination: { deadline, state: 'overdue', days: 18 } },
    { ...person, examination: { deadline, state: 'due-soon', days: 7 } },
    { ...person, passedOn: '2022-03-01', examination: { deadline, state: 'passed', when: 'late' } },
  ]
  const { tables } = readDocx(await renderDocx(appointmentLedgerPaper(rows, HEAD, setting)))
  const days = ['示例负责人', '主要负责人', '2021年8月31日', '2022年2月28日']
  expect(tables[0]?.map(cells => cells.flat())).toEqual([
    ['序号', '姓名', '职务', '任职日期', '六个月期满日', '考核合格日期', '考核情况'],
    ['1', ...days, '', '未考核合格，超过期限18天'],
    ['2', ...days, '', '未考核合格，期限还有7天'],
    ['3', ...days, '2022年3月1日', '考核合格，超过期限'],
  ])
})
