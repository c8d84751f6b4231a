import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { CheckWords } from '../../../src/content/check-words.ts'
import { FLAWS } from '../../../src/dialog/check/flaw.ts'

const raw = parse(await readFile(new URL('../../../dialogs/check.yaml', import.meta.url), 'utf8')) as {
  faults: object
}

it('check.yaml has words for every fault, and for no other', () => {
  expect(Object.keys(raw.faults).toSorted()).toEqual(Object.keys(FLAWS).toSorted())
  expect(CheckWords.safeParse(raw).success).toBe(true)
})

it('a fault without words is refused', () => {
  const { empty: _, ...faults } = raw.faults as Record<string, unknown>
  expect(CheckWords.safeParse({ ...raw, faults }).success).toBe(false)
})
