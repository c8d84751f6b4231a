import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ResolvedSpec } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hearing, hint, options } from './hearing.ts'

type Spec = Extract<ResolvedSpec, { type: 'multi-choice' }>

const FAULTS: Spec = {
  type: 'multi-choice',
  options: options('管理制度不健全', '师资力量不足', '培训场地不满足要求', '教学设施不满足要求'),
  none: '都不是，是别的情形',
}
const DUTIES: Spec = {
  type: 'multi-choice',
  options: options('公布查询平台网址', '宣传至所有人员', '公布举报电话'),
  all: '都做到了',
  none: '都没做到',
}

describe('a list of faults', () => {
  const heard = hearing(FAULTS)

  test.each([
    ...[
      '1 3',
      '1,3',
      '1，3',
      '1、3',
      '１３',
      '13',
      '31',
      '1和3',
      '1 和 3',
      '①③',
      '一三',
      '一、三',
      '第1、3项',
      '1、3都有',
      '有1和3',
      '选1,3',
      '1;3;',
      'a c',
    ].map(text => [text, ['o1', 'o3']]),
    ...['1-3', '1～3', '1到3', '一至三', '123', '3,2,1', '1,1,2,3'].map(text => [text, ['o1', 'o2', 'o3']]),
    ...['管理制度不健全', '制度', '1', '1. 管理制度不健全', '第一个'].map(text => [text, ['o1']]),
    ...[
      '制度、师资',
      '制度和师资',
      '管理制度不健全师资力量不足',
      '1、师资',
      '1. 管理制度不健全 2. 师资力量不足',
      '1.管理制度不健全\n2.师资力量不足',
    ].map(text => [text, ['o1', 'o2']]),
    ...['全部', '全选', '都有', '以上都有', '1234', '1-4'].map(text => [text, ['o1', 'o2', 'o3', 'o4']]),
    ...['0', '０', '都没有', '没有', '无', '都不是', '都不是，是别的情形', '一个都没有'].map(text => [
      text,
      [],
    ]),
  ] as [string, string[]][])('%j is %j', (text, ids) => {
    expect(heard(text)).toEqual(ids)
  })

  test.each([
    ...[
      '',
      '、',
      '没有师资',
      '不是1',
      '除了2',
      '1、3没有',
      '1有3没有',
      '3-1',
      '1-3-4',
      '1？',
      '也许',
      '没有问题',
    ].map(text => [text, 'hint.multi-choice']),
    // Said of faults it would mean that there are none.
    ...['都做到了', '都没做到'].map(text => [text, 'hint.multi-choice']),
    ...['不满足要求', '1. 师资力量不足'].map(text => [text, 'hint.choice-ambiguous']),
    ...['5', '15', '1、9', '11', '1-9', '0-2', '十二'].map(text => [text, 'hint.multi-choice-range']),
  ])('%j gets %s', (text, phrase) => {
    expect(hear(FAULTS, text!)).toEqual(hint(phrase!, { max: 4 }))
  })
})

test('a list of duties has its shortcuts', () => {
  const heard = hearing(DUTIES)
  const [all, none] = [['o1', 'o2', 'o3'], []]
  for (const text of ['都做到了', '我们都做到了', '全部做到了', '都完成了', '全部', '4', '123'])
    expect(heard(text), text).toEqual(all)
  for (const text of ['都没做到', '都没有做到', '都没有', '0']) expect(heard(text), text).toEqual(none)
  expect(['没有问题', '1 4', '没有都做到', '不是都做到了'].map(heard)).toEqual([
    'hint.multi-choice',
    'hint.multi-choice-range',
    'hint.multi-choice',
    'hint.multi-choice',
  ])
})

test('none of them is no answer where one is needed', () => {
  const { none: _, ...spec } = FAULTS
  expect(hear(spec, '都没有')).toEqual(hint('hint.multi-choice-none'))
  expect(hear(spec, '0')).toEqual(hint('hint.multi-choice-range', { max: 4 }))
})

test('with ten options or more, figures together are one number', () => {
  const labels = [...'甲乙丙丁戊己庚辛壬癸子丑'].map(sign => `${sign}类情形`)
  const heard = hearing({ type: 'multi-choice', options: options(...labels) })
  expect(['12', '1 2', '1、12', '十二', '13', '123', '10-12'].map(heard)).toEqual([
    ['o12'],
    ['o1', 'o2'],
    ['o1', 'o12'],
    ['o12'],
    'hint.multi-choice-range',
    'hint.multi-choice-range',
    ['o10', 'o11', 'o12'],
  ])
})

test('a label with a separator in it is still one label', () => {
  const heard = hearing({ type: 'multi-choice', options: options('生产、批发', '零售', '储存和运输') })
  expect(['生产、批发', '生产、批发、零售', '储存和运输，零售', '零售和储存'].map(heard)).toEqual([
    ['o1'],
    ['o1', 'o2'],
    ['o2', 'o3'],
    ['o2', 'o3'],
  ])
})

test('any set of options, however it is written, is read back', () => {
  const separators = fc.constantFrom(' ', ',', '，', '、', '和', ' 和 ', ';', '\n')
  const sets = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 1 })
  const labels = [...'甲乙丙丁戊己庚辛壬癸子丑'].map(sign => `${sign}类情形`)
  const heard = hearing({ type: 'multi-choice', options: options(...labels) })
  fc.assert(
    fc.property(sets, separators, fc.boolean(), (numbers, separator, byLabel) => {
      const text = numbers.map(number => (byLabel ? labels[number - 1] : number)).join(separator)
      expect(heard(text), text).toEqual(numbers.map(number => `o${number}`))
    }),
  )
})
