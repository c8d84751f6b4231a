import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hear, hearing, hint, options, PRESENCE } from './hearing.ts'

describe('不存在 / 存在 / 部分存在 / 不适用 / 待核', () => {
  const heard = hearing(PRESENCE)

  test.each([
    ...['1', '１', '一', '①', '❶', '1️⃣', '第一个', '选1', '1.', '1、', '(1)', 'A', 'a', '第1项'].map(text => [
      text,
      'none',
    ]),
    ...['2', '二', '两', '第二个', '我选2', '2号', '选项2', 'B', '2. 存在', '2存在'].map(text => [
      text,
      'present',
    ]),
    ...['5', '五', '第五', 'e'].map(text => [text, 'unsure']),
  ])('%s is the number of %s', (text, id) => {
    expect(heard(text!)).toBe(id)
  })

  test.each([
    ['不存在', 'none'],
    ['不存在。', 'none'],
    ['不 存在', 'none'],
    ['不存在的', 'none'],
    ['没有', 'none'],
    ['没有问题', 'none'],
    ['不存在问题', 'none'],
    ['都没有', 'none'],
    ['我们单位不存在这种情况', 'none'],
    ['目前没有这种情况', 'none'],
    ['存在', 'present'],
    ['存在问题', 'present'],
    ['有', 'present'],
    ['有的', 'present'],
    ['有问题', 'present'],
    ['是的', 'present'],
    ['我们都存在', 'present'],
    ['部分存在', 'partial'],
    ['部分', 'partial'],
    ['不适用', 'na'],
    ['不涉及', 'na'],
    ['待核', 'unsure'],
    ['核', 'unsure'],
  ])('%s means %s', (text, id) => {
    expect(heard(text)).toBe(id)
  })

  test.each([
    ...[
      '',
      '。',
      '不',
      '适用',
      '也许',
      '存在吗',
      '有问题吗？',
      '存在？',
      '[OK]',
      '并非不存在',
      '没有不存在',
      '不，存在',
      '不存在了',
      '好的',
      '百',
    ].map(text => [text, 'hint.choice']),
    ...['在', '2.不存在', '1、存在'].map(text => [text, 'hint.choice-ambiguous']),
    ...['0', '6', '十一', '99', '-1', '第六个'].map(text => [text, 'hint.choice-range']),
  ])('%j gets %s', (text, phrase) => {
    expect(hear(PRESENCE, text!)).toEqual(hint(phrase!, { max: 5 }))
  })

  test('whatever has a negation before 存在 is never heard as 存在', () => {
    const filler = fc.constantFrom(
      '',
      ' ',
      ',',
      '。',
      '的',
      '我们',
      '都',
      '有',
      '是',
      '选',
      '问题',
      '存在',
      '2',
      '2.',
      '第',
      '部分',
      '了',
      '这种情况',
    )
    const sentence = fc
      .tuple(fc.array(filler), fc.constantFrom(...'不没无未沒非'), fc.array(filler), fc.array(filler))
      .map(([before, negation, between, after]) =>
        [...before, negation, ...between, '存在', ...after].join(''),
      )
    fc.assert(
      fc.property(sentence, text => {
        expect(heard(text), text).not.toBe('present')
      }),
      { numRuns: 5000 },
    )
  })
})

test('the opposite is not read from a label that only contains it', () => {
  const heard = hearing({ type: 'choice', options: options('没有问题', '未整改', '不符合要求') })
  expect(['有', '问题', '整改', '符合', '符合要求'].map(heard)).toEqual(Array(5).fill('hint.choice'))
  expect(['没有', '未', '未整改', '不符合'].map(heard)).toEqual(['o1', 'hint.choice', 'o2', 'o3'])
})

test('a part that one label begins with, and others only deny, is that label', () => {
  const heard = hearing({ type: 'choice', options: options('没有记录培训情况', '有记录但不如实') })
  expect(['有记录', '没有记录', '记录', '如实'].map(heard)).toEqual([
    'o2',
    'o1',
    'hint.choice-ambiguous',
    'hint.choice',
  ])
})

test('part of a label needs two characters, or one Chinese one, and one label only', () => {
  const heard = hearing({ type: 'choice', options: options('荔城区', '城厢区', '仙游县', 'XY开发区') })
  expect(['荔城', '荔', '城', '仙游', '县', 'y', 'xy', 'XY'].map(heard)).toEqual([
    'o1',
    'o1',
    'hint.choice-ambiguous',
    'o3',
    'o3',
    'o4',
    'o4',
    'o4',
  ])
})

test('a letter or numeral that belongs to another label is not guessed', () => {
  const heard = hearing({ type: 'choice', options: options('B类', 'A类', '三级', '其他') })
  expect(['a', 'b', 'A类', 'd'].map(heard)).toEqual([
    'hint.choice-ambiguous',
    'hint.choice-ambiguous',
    'o2',
    'o4',
  ])
  expect(['三', '3', '三级', '四'].map(heard)).toEqual(['o3', 'o3', 'o3', 'o4'])
  const levels = hearing({ type: 'choice', options: options('三级', '二级', '一级') })
  expect(['一', '二', '1', '一级'].map(levels)).toEqual(['hint.choice-ambiguous', 'o2', 'o1', 'o3'])
})

test('a figure beyond the list may still be part of a label', () => {
  const heard = hearing({ type: 'choice', options: options('2019年', '2020年', '2021年') })
  expect(['2019', '2', '2021年', '2022', '19'].map(heard)).toEqual([
    'o1',
    'o2',
    'o3',
    'hint.choice-range',
    'o1',
  ])
})

test('its own number and its own label always give an option', () => {
  const label = fc.string({
    unit: fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸不没有存在'),
    minLength: 1,
    maxLength: 8,
  })
  const lists = fc.uniqueArray(label, { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(lists, labels => {
      const heard = hearing({ type: 'choice', options: options(...labels) })
      labels.forEach((each, at) => {
        expect([heard(String(at + 1)), heard(each)]).toEqual([`o${at + 1}`, `o${at + 1}`])
      })
    }),
  )
})
