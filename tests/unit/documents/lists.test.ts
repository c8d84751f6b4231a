import { describe, expect, it } from 'vitest'
import { ANNEX_1 } from './annexes.ts'
import { ENTERPRISE, ENTERPRISE_CLEAN, filed, INSTITUTION_CLEAN, problem } from './filed.ts'
import { papersFor, printed } from './printed.ts'

const photo = (digit: string) => digit.repeat(32)

const filing = filed(
  {
    ...INSTITUTION_CLEAN,
    'T2.result': 'present',
    ...problem('T2.1', { checks: ['d'], photos: [photo('a')], more: 'more' }),
    ...problem('T2.2', {
      checks: [],
      what: '实操教师只有1名。',
      measure: '再聘1名',
      rectified: 'done',
      proof: [photo('b'), photo('c')],
    }),
    'T1.result': 'partial',
    ...problem('T1.1', { checks: ['a'], what: '收费制度没有写', rectified: 'open' }),
  },
  {
    known: {
      'T2.1': { foundOn: '2022-03-10', doneOn: null, how: '' },
      'T2.2': { foundOn: '2022-03-11', doneOn: '2022-03-15', how: '聘了1名' },
    },
  },
)

describe('问题清单', () => {
  it('has the columns of domain §6.2 and a row for every problem in the order of the annex', async () => {
    const { tables, body } = await printed('problem-list', filing)
    expect(body.slice(0, 2)).toEqual([
      '安全生产培训“走过场”专项整治问题清单',
      '填报日期：2022年3月18日\t机构名称（盖章）：示例安全培训学校',
    ])
    const [head, ...rows] = tables[0] ?? []
    expect(head?.flat()).toEqual([
      '序号',
      '检查项目',
      '存在问题',
      '问题来源',
      '涉及法规',
      '发现日期',
      '责任部门',
    ])
    expect(
      rows.map(row => row.map(cell => cell.join('/'))).map(([n, item, what]) => [n, item, what]),
    ).toEqual([
      ['1', `${ANNEX_1.rows[0]}（T1）`, '收费制度没有写/（安全生产培训管理制度不健全）'],
      ['2', `${ANNEX_1.rows[1]}（T2）`, '2021年6月第3期低压电工班少上8学时/（压缩培训学时）'],
      ['3', `${ANNEX_1.rows[1]}（T2）`, '实操教师只有1名'],
    ])
    expect(rows.map(row => [row[3], row[5], row[6]])).toEqual([
      [['自查'], [''], ['']],
      [['自查'], ['2022年3月10日'], ['']],
      [['自查'], ['2022年3月11日'], ['']],
    ])
  })

  it('names as basis only what was held against its source', async () => {
    const { tables } = await printed('problem-list', filing)
    expect(tables[0]?.[2]?.[4]).toEqual([
      '莆应急〔2021〕118号 二（一）2',
      '《生产经营单位安全培训规定》（总局令第3号，经63、80号令修正）第九条',
    ])
  })
})

describe('整改清单', () => {
  it('has measure, person and deadline of each, and how far it is', async () => {
    const { tables } = await printed('rectification-list', filing)
    const [head, ...rows] = (tables[0] ?? []).map(row => row.map(cell => cell.join('/')))
    expect(head).toEqual([
      '序号',
      '存在问题',
      '整改措施',
      '责任人（职务）',
      '整改时限',
      '完成情况',
      '完成日期',
      '佐证',
      '验收人',
      '备注',
    ])
    const owner = '示例责任人 教务主任'
    const due = '2022年3月18日'
    expect(rows).toEqual([
      ['1', '收费制度没有写', '补足8学时', owner, due, '未开始', '', '', '', ''],
      ['2', '2021年6月第3期低压电工班少上8学时', '补足8学时', owner, due, '整改中', '', '', '', ''],
      [
        '3',
        '实操教师只有1名',
        '再聘1名',
        owner,
        due,
        '已完成',
        '2022年3月15日',
        '照片2张/bbbbbbbb、cccccccc',
        '',
        '聘了1名',
      ],
    ])
  })

  it('leaves a place for the day where a problem was put right in the self-check itself', async () => {
    const done = { ...INSTITUTION_CLEAN, 'T2.result': 'present', ...problem('T2.1', { rectified: 'done' }) }
    const known = { 'T2.1': { foundOn: '2022-03-10', doneOn: null, how: '' } }
    const { tables } = await printed('rectification-list', filed(done, { known }))
    expect(tables[0]?.[1]?.[6]?.join('').replace(/\s/g, '')).toBe('年月日')
  })

  it('lies across the page', async () => {
    const { part } = await printed('rectification-list', filing)
    expect(part('word/document.xml')).toMatch(
      /<w:pgSz(?=[^>]*w:w="16838")(?=[^>]*w:h="11906")(?=[^>]*w:orient="landscape")/,
    )
  })
})

it('佐证目录 tells which photos were filed for which problem', async () => {
  const { tables } = await printed('evidence-list', filing)
  expect(tables[0]?.slice(1).map(row => row.flat())).toEqual([
    ['1', '按大纲组织教学', '2021年6月第3期低压电工班少上8学时', '问题照片', '1', 'aaaaaaaa'],
    ['2', '按大纲组织教学', '实操教师只有1名', '整改佐证', '2', 'bbbbbbbb、cccccccc'],
  ])
})

describe('which papers there are', () => {
  const ids = (of: ReturnType<typeof filed>) => papersFor(of).map(({ id }) => id)

  it('an institution reports whatever it found', () => {
    expect(ids(filed(INSTITUTION_CLEAN))).toEqual(['report', 'checklist'])
    expect(ids(filing)).toEqual([
      'report',
      'checklist',
      'problem-list',
      'rectification-list',
      'evidence-list',
    ])
  })

  it('nobody has a proof while an item is 待核', () => {
    const answers = { ...ENTERPRISE_CLEAN, 'P-REC.result': 'unsure' }
    expect(ids(filed(answers, { unit: ENTERPRISE }))).toEqual(['checklist'])
  })

  it('an enterprise has lists where it found problems, and a proof where it found none', () => {
    expect(ids(filed(ENTERPRISE_CLEAN, { unit: ENTERPRISE }))).toEqual(['checklist', 'completion-proof'])
    const found = { ...ENTERPRISE_CLEAN, 'P-REC.result': 'present', ...problem('P-REC.1') }
    expect(ids(filed(found, { unit: ENTERPRISE }))).toEqual([
      'checklist',
      'problem-list',
      'rectification-list',
    ])
  })
})
