import { describe, expect, it } from 'vitest'
import { content } from '../../support/content.ts'
import { type Answers, filed, INSTITUTION_CLEAN, problem } from './filed.ts'
import { papersFor } from './printed.ts'

/** The result cell of one row of 附件1, by its printed number. */
function cell(row: number, answers: Answers): string[] | undefined {
  const checklist = papersFor(filed({ ...INSTITUTION_CLEAN, ...answers })).find(
    ({ id }) => id === 'checklist',
  )
  const table = checklist?.blocks.find(block => block.kind === 'table')
  return table?.rows[row - 1]?.[1]
}

const TAIL = '整改措施：补足8学时；责任人：示例责任人 教务主任；整改时限：2022年3月18日；整改中'
const WHAT = '2021年6月第3期低压电工班少上8学时'

describe('自查、检查结果', () => {
  it.each<[string, number, Answers, string[]]>([
    ['none', 1, { 'T1.result': 'none' }, ['未发现']],
    [
      'does not apply, with the reason',
      4,
      { 'T4.result': 'na', 'T4.reason': '本机构不收费。' },
      ['不适用：本机构不收费'],
    ],
    [
      'unsure, with what is left',
      3,
      { 'T3.result': 'unsure', 'T3.unsure': '2019年的签到表在旧楼' },
      ['待核：2019年的签到表在旧楼'],
    ],
    ['unsure', 3, { 'T3.result': 'unsure' }, ['待核']],
    [
      'one problem',
      2,
      { 'T2.result': 'present', ...problem('T2.1', { checks: ['d', 'a'] }) },
      [`存在：${WHAT}（未按照培训大纲规定制定培训计划、压缩培训学时）；${TAIL}。`],
    ],
    [
      'a problem of another kind',
      2,
      { 'T2.result': 'partial', ...problem('T2.1', { checks: [] }) },
      [`部分存在：${WHAT}；${TAIL}。`],
    ],
    [
      'several problems, each with its state',
      2,
      {
        'T2.result': 'partial',
        ...problem('T2.1', { checks: [], rectified: 'done', proof: ['f'.repeat(32)], more: 'more' }),
        ...problem('T2.2', { checks: [], rectified: 'open' }),
      },
      [
        '部分存在，共2个问题：',
        `1.${WHAT}；${TAIL.replace('整改中', '已整改')}。`,
        `2.${WHAT}；${TAIL.replace('整改中', '未整改')}。`,
      ],
    ],
    [
      'a rating with its account and problem',
      5,
      { 'T5.rating': 'weak', 'T5.account': '教师8人，还有不足。', ...problem('T5.1') },
      ['总体评价：一般', '教师8人，还有不足。', `问题：${WHAT}；${TAIL}。`],
    ],
    [
      'some of what is to be published',
      6,
      { 'T6.published': ['a'], ...problem('T6.1') },
      [
        '已做到：在培训网站等平台公布查询平台网址',
        '未做到：将该网址宣传至所有参训人员、公布市局的举报查询电话',
        `问题：${WHAT}；${TAIL}。`,
      ],
    ],
    [
      'nothing of what is to be published',
      6,
      { 'T6.published': [], ...problem('T6.1', { more: 'more' }), ...problem('T6.2') },
      [
        '未做到：在培训网站等平台公布查询平台网址、将该网址宣传至所有参训人员、公布市局的举报查询电话',
        `1.${WHAT}；${TAIL}。`,
        `2.${WHAT}；${TAIL}。`,
      ],
    ],
    [
      'what was left open, as such',
      2,
      {
        'T2.result': 'present',
        'T2.1.checks': [],
        'T2.1.what': '缺计划',
        'T2.1.rectified': 'open',
        'T2.1.more': 'end',
      },
      ['存在：缺计划；整改措施：未填；责任人：未填；整改时限：未填；未整改。'],
    ],
    [
      'a text typed over several lines as one sentence',
      2,
      { 'T2.result': 'present', ...problem('T2.1', { checks: [], what: '缺计划；\n缺课表。\n' }) },
      [`存在：缺计划； 缺课表；${TAIL}。`],
    ],
  ])('%s', (_kind, row, answers, words) => {
    expect(cell(row, answers)).toEqual(words)
  })

  it('is never a bare 是 or 否', () => {
    const { results } = content.paperWords
    expect(Object.values(results).filter(words => /^[是否]/.test(words))).toEqual([])
  })
})
