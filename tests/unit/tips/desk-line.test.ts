import { expect, it } from 'vitest'
import { hasWords } from '../../../src/tips/prompt/commands.ts'

it.each([
  'reply JB20220310-7K3M9PXA 已经去看过',
  'reply JB20220310-7K3M9PXA 已经 -',
  'reply JB20220310-7K3M9PXA - 已经',
  'refuse JB20220310-7K3M9PXA no-subject 没有说是谁',
  'refer JB20220310-7K3M9PXA police 某某派出所',
  'identity JB20220310-7K3M9PXA --reason 核实奖励',
  'identity JB20220310-7K3M9PXA 核实奖励',
  'anwser JB20220310-7K3M9PXA 已经去看过',
])('%s has words that others could read', line => {
  expect(hasWords(line)).toBe(true)
})

it.each([
  '',
  'help',
  'constructor',
  'list overdue 3',
  'open JB20220310-7K3M9PXA',
  'evidence JB20220310-7K3M9PXA folder original',
  'refuse JB20220310-7K3M9PXA no-subject',
  'reply JB20220310-7K3M9PXA -',
  'refer JB20220310-7K3M9PXA police -',
  'identity JB20220310-7K3M9PXA --reason -',
  'identity JB20220310-7K3M9PXA -',
])('%s has none', line => {
  expect(hasWords(line)).toBe(false)
})
