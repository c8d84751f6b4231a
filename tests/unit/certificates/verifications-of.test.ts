import { describe, expect, it } from 'vitest'
import { isLastFour, isName, verificationsOf } from '../../../src/certificates/verifications-of.ts'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import { content } from '../../support/content.ts'
import { managerWith, verificationWith } from './verification.ts'

const script = content.scripts.get('verify')
if (!script) throw new Error('no dialog verify')

const verifications = (answers: Frame['answers']) =>
  verificationsOf(script, createFrame({ dialog: 'verify', script: script.hash, subject: 'u', answers }))

const welder = {
  '1.role': 'special-operations',
  '1.name': '示例甲',
  '1.category': 'welding',
  '1.last-four': '１２３ｘ',
  '1.checked-on': '2022-03-10',
  '1.result': 'genuine',
  '1.valid-until': '2025-03-10',
  '1.screenshots': ['p1', 'p2'],
}
const manager = {
  '2.role': 'safety-manager',
  '2.name': '示例甲',
  '2.last-four': '123X',
  '2.checked-on': '2022-03-10',
  '2.result': 'genuine',
  '2.valid-until': '2025-03-10',
  '2.appointed-on': '2021-09-10',
  '2.passed-on': '2022-01-05',
}

it('makes one verification of each person', () => {
  expect(verifications({ ...welder, '1.more': 'more', ...manager, '2.more': 'end' })).toEqual([
    verificationWith({ screenshots: ['p1', 'p2'] }),
    managerWith(),
  ])
})

it('leaves out what was answered and no longer applies', () => {
  const changed = { ...welder, '1.result': 'not-found', '1.appointed-on': '2021-09-10', '1.more': 'end' }
  expect(verifications(changed)).toEqual([
    verificationWith({ result: 'not-found', validUntil: null, screenshots: ['p1', 'p2'] }),
  ])
  expect(verifications({ ...welder, '1.more': 'end', ...manager })).toHaveLength(1)
})

describe('what is kept of a number', () => {
  it.each(['1234', '123X', '123x', '１２３Ｘ', ' 0020 '])('%s', text => {
    expect(isLastFour(text)).toBe(true)
  })

  it.each([
    '12345',
    '12 34',
    '123',
    '12X4',
    'T1234',
    '尾号1234',
    '350304199001011234',
    '①②③④⑤',
    '1234\n5678',
    '',
  ])('not %s', text => {
    expect(isLastFour(text)).toBe(false)
  })
})

it.each([
  ['示例甲', true],
  ['示例·某某', true],
  ['张某（焊工班）', true],
  ['示例甲 2022', false],
  ['示例甲１２', false],
  ['示例甲①', false],
])('a name, and no part of a number: %s', (text, fits) => {
  expect(isName(text)).toBe(fits)
})
