import { describe, expect, it } from 'vitest'
import { createFaq } from '../../../src/dialog/faq.ts'

const entry = (id: string, title: string, keywords: string[]) => ({ id, title, keywords, answer: `答${id}` })
const find = createFaq([
  entry('a', '证书怎么查', ['证书', '查询']),
  entry('b', '假证怎么办', ['假证书', 'AQ标准']),
  entry('c', '什么是“走过场”', ['走过场']),
])
const answer = (text: string) => find(text)?.answer ?? null

describe('createFaq', () => {
  it.each([
    ['the word alone', '查询', '答a'],
    ['a word within a question', '请问在哪里查询？', '答a'],
    ['the longest of several words', '假证书在哪里查询', '答b'],
    ['a longer word though another entry comes first', '买了假证书', '答b'],
    ['a whole title, as the list of questions shows it', '什么是“走过场”', '答c'],
    ['full width, spaces and capitals', 'ａｑ 标准', '答b'],
  ])('answers %s', (_what, text, said) => {
    expect(answer(text)).toBe(said)
  })

  it.each([
    ['no word', '天气怎么样'],
    ['a part of a word', '证'],
    ['nothing', ''],
  ])('says nothing to %s', (_what, text) => {
    expect(answer(text)).toBeNull()
  })

  it('hears 60 characters and no more', () => {
    expect(answer(`${'啊'.repeat(58)}查询`)).toBe('答a')
    expect(answer(`${'啊'.repeat(59)}查询`)).toBeNull()
  })
})
