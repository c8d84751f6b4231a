import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { jsonSchemas } from '../../../src/content/json-schemas.ts'

it.each([...jsonSchemas()])(
  'dialogs/schema/%s is current (npm run check -- --schema writes it)',
  async (name, text) => {
    expect(await readFile(new URL(`../../../dialogs/schema/${name}`, import.meta.url), 'utf8')).toBe(text)
  },
)

it('a schema asks only for what a clerk must write', () => {
  const dialog = JSON.parse(jsonSchemas().get('dialog.json') ?? '') as { required: string[] }
  expect(dialog.required).toEqual(['format', 'id', 'title', 'intro', 'steps', 'review'])
  expect(jsonSchemas().get('dialog.json')).not.toContain(
    '"required": [\n                      "type",\n                      "min"',
  )
})
