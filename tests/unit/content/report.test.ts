import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { GIVEN } from '../../../src/content/given.ts'
import { report } from '../../../src/content/report.ts'
import { loadFiles, smallContent, withChange } from './small-content.ts'

it('prints a fault as file, line and words, and its remedy below', async () => {
  const text = report(await loadFiles(await withChange('register.yaml', 'kind: [plant]', 'knid: [plant]')))
  expect(text).toMatch(/^register\.yaml:28 {2}.*knid.*\n {4}\S/m)
  expect(text).toContain('共1处')
})

it('keeps the faults of one file together', async () => {
  const files = await withChange('register.yaml', 'title: 登记', 'titel: 登记')
  const text = report(await loadFiles({ ...files, 'faq.yaml': '[]\n[]' }))
  expect(text.match(/^\S+\.yaml:\d+/gm)).toEqual(['faq.yaml:2', 'register.yaml:1', 'register.yaml:3'])
  expect(text).toMatch(/\n\nregister\.yaml:1/)
  expect(text).not.toMatch(/\n\nregister\.yaml:3/)
})

it('sums up what there is, and lists what must still be confirmed', async () => {
  const text = report(await loadFiles(await smallContent()))
  const others = Object.keys(GIVEN).length - 3
  expect(text).toContain(`对话${3 + others}个，问题${9 + others}个，检查项2个`)
  expect(text).toContain('还有4处要局里确认')
  expect(text).toMatch(/^campaign\.yaml:\d+ {2}districts\/west\n {4}西区归谁管$/m)
})

it('ends with 1 where there is a fault, with 0 where there is none', () => {
  const run = (...args: string[]) => spawnSync('npx', ['tsx', 'src/check.ts', ...args], { encoding: 'utf8' })
  expect(run('/nowhere/at/all')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('/nowhere/at/all is no directory; type npm run check'),
  })
  expect(run('dialogs').status).toBe(0)
})
