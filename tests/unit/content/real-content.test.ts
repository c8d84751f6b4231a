import { expect, it } from 'vitest'
import { loadContent } from '../../../src/content/load-content.ts'

const loaded = await loadContent(new URL('../../../dialogs', import.meta.url).pathname)

it('dialogs/ has no fault', () => {
  expect(loaded.faults.map(({ file, line, code, what }) => `${file}:${line} ${code} ${what}`)).toEqual([])
})

it('whatever the bureau must confirm says what', () => {
  expect(loaded.toConfirm.length).toBeGreaterThan(0)
  expect(loaded.toConfirm.filter(({ note }) => note === '')).toEqual([])
})
