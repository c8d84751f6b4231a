import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { hasWords } from '../../../src/tips/prompt/commands.ts'
import { writeEvidence } from '../../../src/tips/prompt/evidence-folder.ts'

it.each([
  'reply JB20220310-7K3M9PXA 已经去看过',
  'reply JB20220310-7K3M9PXA 已经 -',
  'reply JB20220310-7K3M9PXA - 已经',
  'refuse JB20220310-7K3M9PXA no-subject 没有说是谁',
  'refer JB20220310-7K3M9PXA police 某某派出所',
  'identity JB20220310-7K3M9PXA --reason 核实奖励',
  'identity JB20220310-7K3M9PXA 核实奖励',
  'anwser JB20220310-7K3M9PXA 已经去看过',
  'reply 已经去看过',
  'extend JB20220310-7K3M9PXA 人手不够',
])('%s has words that others could read', line => {
  expect(hasWords(line)).toBe(true)
})

it.each([
  '',
  'help',
  'constructor',
  'list overdue 3',
  'open JB20220310-7K3M9PXA',
  'evidence JB20220310-7K3M9PXA 佐证 original',
  'refuse JB20220310-7K3M9PXA no-subject',
  'reply JB20220310-7K3M9PXA -',
  'refer JB20220310-7K3M9PXA police -',
  'identity JB20220310-7K3M9PXA --reason -',
  'identity JB20220310-7K3M9PXA -',
])('%s has none', line => {
  expect(hasWords(line)).toBe(false)
})

it('evidence goes into a folder once, under an ending that the program knows', async () => {
  const folder = join(inject('runDir'), 'desk-line')
  const number = 'JB20220310-7K3M9PXA'
  const write = (mediaType: string, count: number, to = folder) =>
    writeEvidence(
      to,
      { number, count },
      { kind: 'photo', mediaType, bytes: Buffer.from('evidence'), isClean: false },
    )
  expect(await write('image/png', 1)).toEqual({ name: `${number}-1.png` })
  expect(await write('constructor', 2)).toEqual({ name: `${number}-2.bin` })
  const fault = `${folder} has ${number}-1.png already; name another folder`
  expect(await write('image/png', 1)).toEqual({ fault })
  const file = join(folder, `${number}-1.png`)
  expect(await write('image/png', 1, file)).toEqual({
    fault: `${file} cannot be written (EEXIST); name another folder`,
  })
})
