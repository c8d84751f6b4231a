import { expect, test } from 'vitest'
import { type ResolvedSpec, showAnswer, showOptions } from '../../../../src/dialog/answers/parse-answer.ts'
import { hearing, options, PRESENCE } from './hearing.ts'

const DUTIES: ResolvedSpec = {
  type: 'multi-choice',
  options: options('甲', '乙'),
  all: '都做到了',
  none: '都没做到',
}
const SOME: ResolvedSpec = { type: 'multi-choice', options: options('甲', '乙') }

test.each([
  [PRESENCE, 'partial', '部分存在'],
  [PRESENCE, 'gone', 'gone'],
  [DUTIES, ['o1', 'o2'], '甲；乙'],
  [DUTIES, [], '都没做到'],
  [SOME, [], '无'],
  [{ type: 'text', min: 1, max: 9 }, '第一行\n第二行', '第一行\n第二行'],
  [{ type: 'number', whole: true, unit: '人' }, 12, '12 人'],
  [{ type: 'number', whole: false }, 1.5, '1.5'],
  [{ type: 'date' }, '2022-03-05', '2022年3月5日'],
  [{ type: 'phone' }, '13800000000', '13800000000'],
  [{ type: 'credit-code' }, '91350100M000100Y43', '91350100M000100Y43'],
  [{ type: 'images', min: 0, max: 9 }, ['a', 'b', 'c'], '3 张照片'],
  [{ type: 'images', min: 0, max: 9 }, [], '无'],
  [{ type: 'location' }, { latitude: 25.43, longitude: 119.01, label: '荔城区' }, '荔城区'],
  [{ type: 'location' }, { latitude: 25.43, longitude: 119.01, label: '' }, '25.43, 119.01'],
  [{ type: 'confirm', yes: '同意', no: '不同意' }, 'yes', '同意'],
  [{ type: 'confirm', yes: '同意', no: '不同意' }, 'no', '不同意'],
] as [ResolvedSpec, Parameters<typeof showAnswer>[1], string][])(
  '%j %j is shown as %j',
  (spec, value, shown) => {
    expect(showAnswer(spec, value)).toBe(shown)
  },
)

test('options are shown as numbered lines', () => {
  expect(showOptions(PRESENCE)).toEqual(['1. 不存在', '2. 存在', '3. 部分存在', '4. 不适用', '5. 待核'])
  expect(showOptions({ type: 'confirm', yes: '同意', no: '不同意' })).toEqual(['1. 同意', '2. 不同意'])
  expect(showOptions(DUTIES)).toEqual(['1. 甲', '2. 乙', '3. 都做到了', '0. 都没做到'])
  expect(showOptions(SOME)).toEqual(['1. 甲', '2. 乙'])
  expect(showOptions({ type: 'phone' })).toEqual([])
})

test('every line shown is an answer, whole and by its number', () => {
  const duties = hearing(DUTIES)
  expect(showOptions(DUTIES).map(duties)).toEqual([['o1'], ['o2'], ['o1', 'o2'], []])
  expect(showOptions(DUTIES).map(line => duties(line.slice(0, 1)))).toEqual([
    ['o1'],
    ['o2'],
    ['o1', 'o2'],
    [],
  ])
  expect(showOptions(PRESENCE).map(hearing(PRESENCE))).toEqual(['none', 'present', 'partial', 'na', 'unsure'])
})
