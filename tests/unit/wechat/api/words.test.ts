import { describe, expect, it } from 'vitest'
import { FAILURES, noAnswer, refusal } from '../../../../src/wechat/api/failures.ts'
import { menuLines, menuRemedy, menuSize } from '../../../../src/wechat/api/menu-words.ts'
import { remedyOf } from '../../../../src/wechat/api/remedies.ts'
import { capabilityLine, table, templateList } from '../../../../src/wechat/api/status-words.ts'

describe('an operator reads what to do', () => {
  it.each([
    [refusal(40_164, '/x', 'invalid ip 203.0.113.9, not in whitelist'), ['203.0.113.9', 'IP白名单']],
    [refusal(40_164, '/x'), ['this server’s address', 'IP白名单']],
    [refusal(45_011, '/x'), ['try again']],
    [refusal(-1, '/x'), ['try again']],
    [refusal(42_001, '/x'), ['access_token']],
    [noAnswer('/x', 502), ['does not answer', 'WECHAT_API_BASE']],
    [refusal(99_999, '/x', 'odd rid: 64d20329-254dc72d'), ['99999', '/x', '64d20329-254dc72d']],
  ])('%s', (failure, words) => {
    for (const word of words) expect(remedyOf(failure)).toContain(word)
  })

  it('of every code there is', () => {
    for (const code of Object.keys(FAILURES)) expect(remedyOf(refusal(Number(code), '/x'))).toMatch(/\S{2}/)
  })
})

describe('a menu in words', () => {
  const BUTTONS = [
    {
      name: '自查',
      sub_button: [
        { name: '开始', type: 'click', key: 'self-check' },
        { name: '查证', url: 'http://cx.mem.gov.cn' },
      ],
    },
    { name: '举报', type: 'click', key: 'tip-off', sub_button: [] },
  ]

  it('is a button per line', () => {
    expect(menuLines(BUTTONS)).toEqual([
      '自查',
      '  开始  key self-check',
      '  查证  http://cx.mem.gov.cn',
      '举报  key tip-off',
    ])
    expect(menuSize(BUTTONS)).toBe('2 buttons with 2 entries')
  })

  it.each([40_016, 40_018, 40_020, 40_023, 40_025, 40_027, 40_054, 40_055, 65_316])(
    'is refused with words for %i',
    code => {
      expect(menuRemedy(refusal(code, '/cgi-bin/menu/create'))).toMatch(
        new RegExp(`${code}\\): .+; mend menu.yaml$`),
      )
    },
  )

  it('that was refused for another reason gets the words for that', () => {
    expect(menuRemedy(refusal(40_125, '/x'))).toBe(remedyOf(refusal(40_125, '/x')))
  })
})

describe('the state of an account in words', () => {
  it.each([
    [true, 'yes'],
    [false, 'no'],
    ['unknown', 'not known now: try again in a minute'],
  ] as const)('%s is %s', (can, words) => {
    expect(capabilityLine('sceneQr', can)).toEqual(['may: scene codes', words])
  })

  it('stands in a table', () => {
    expect(
      table([
        ['a', 'x'],
        ['long', 'y'],
      ]),
    ).toBe('a     x\nlong  y')
  })

  it('has its templates with their fields, terms and registered words', () => {
    const fields = [
      { key: 'thing1', label: '事项' },
      { key: 'enum_string2', label: '状态', values: ['已受理', '已办结'] },
    ]
    expect(templateList('subscription', [{ id: 'a', title: '举报进展', fields, term: 'long-term' }])).toBe(
      'templates of subscription messages: 1\n  a  举报进展 (long-term)\n    thing1  事项\n    enum_string2  状态  one of 已受理 | 已办结',
    )
    expect(templateList('template', [])).toBe(
      'templates of template messages: none; choose them in the WeChat console',
    )
  })
})
