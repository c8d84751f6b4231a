import { describe, expect, it } from 'vitest'
import { chineseNumeral } from '../../../src/documents/chinese-numeral.ts'
import { fileName } from '../../../src/documents/file-name.ts'
import { lineOf, loadFiles, withChange } from '../content/small-content.ts'

describe('papers.yaml', () => {
  it('may name only the values a text is given', async () => {
    const files = await withChange('papers.yaml', '核查了{items}项', '核查了{item}项')
    const { content, faults } = await loadFiles(files)
    expect(content).toBeNull()
    expect(faults).toMatchObject([
      {
        file: 'papers.yaml',
        line: lineOf(files['papers.yaml'] ?? '', '核查了{item}项'),
        code: 'placeholder-unknown',
      },
    ])
    expect(faults[0]?.what).toContain('{item}')
  })

  it('may leave nothing out', async () => {
    const { faults } = await loadFiles(await withChange('papers.yaml', '    remark: 备注\n', ''))
    expect(faults).toMatchObject([{ file: 'papers.yaml', code: 'missing' }])
  })

  it('keeps the footer to what fits beside the code', async () => {
    const files = await withChange('papers.yaml', '  - 提交时间', '  - 第五行\n  - 提交时间')
    const { faults } = await loadFiles(files)
    expect(faults).toMatchObject([{ file: 'papers.yaml', code: 'too-many' }])
  })
})

it.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [99, '九十九'],
])('%d is %s', (number, numeral) => expect(chineseNumeral(number)).toBe(numeral))

describe('a file’s name', () => {
  it.each([
    ['示例安全培训学校', '示例安全培训学校'],
    ['../../etc/passwd', '.. .. etc passwd'],
    ['a\\b:c*d?e"f<g>h|i\u0000j\u202ek', 'a b c d e f g h i j k'],
    ['名称. ', '名称'],
    ['长'.repeat(80), '长'.repeat(60)],
  ])('%j becomes %j', (typed, name) => expect(fileName(typed)).toBe(name))
})
