import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { creditCode } from '../support/conversations.ts'
import { readTables } from '../support/records.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { talk } from '../support/talk.ts'

const UNIT = creditCode(1)
const ROSTER = `单位名称,统一社会信用代码,类别,县区,监管层级,行业,联系人,联系电话
示例制鞋有限公司,${UNIT},企业,涵江,县级,一般制造,名册联系人,13811112222
坏的一行,${UNIT.slice(0, 17)},企业,涵江,县级,一般制造,,13833334444
"没有合上的一行,${creditCode(2)},企业,涵江,县级,一般制造,,13833334444
另一家制鞋有限公司,${creditCode(3)},企业,荔城,县级,一般制造,,
`

let directory: string
let url: string
let stage: Stage

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'anpei-roster-'))
  url = `sqlite:${join(directory, 'records.sqlite')}`
  await writeFile(join(directory, 'roster.csv'), ROSTER)
  stage = await createStage(url)
})
afterAll(async () => {
  await stage.close()
  await rm(directory, { recursive: true })
})

const env = () => ({ DATABASE_URL: url, PORT: '1' })

/** Beside the product that runs, as an operator does it. */
async function roster(...args: string[]): Promise<{ code: number | null; said: string }> {
  const { code, stdout, stderr } = await runCommand('roster', args, env())
  return { code, said: `${stdout}${stderr}` }
}

const file = (name: string) => join(directory, name)

it('is tried, imported and given out from the command line, and people bind to what it lists', async () => {
  const tried = await roster('import', file('roster.csv'), '--check')
  expect(tried.said).toContain('2 new, 0 updated, 0 unchanged, 2 refused\nnothing was written')
  const imported = await roster('import', file('roster.csv'))
  expect(imported.code).toBe(1)
  expect(imported.said).toContain('line 3, 统一社会信用代码: has 17 characters; a credit code has 18')
  expect(imported.said).toContain('line 4: a quotation mark is opened and not closed')
  expect(imported.said).not.toMatch(/13811112222|13833334444|坏的一行/)

  expect((await roster('codes', file('codes.csv'), '--bureau', 'hanjiang')).said).toContain('2 codes in')
  const withoutWechat = await roster('codes', file('pictures.csv'), '--qr')
  expect([withoutWechat.code, withoutWechat.said]).toEqual([1, expect.stringContaining('run npm start')])
  const lines = (await readFile(file('codes.csv'), 'utf8')).split('\r\n')
  expect(lines[0]).toBe('\uFEFF单位名称,统一社会信用代码,监管单位,绑定码,二维码参数')
  const [name, , bureau, code = ''] = lines.find(line => line.includes(UNIT))?.split(',') ?? []
  expect([name, bureau]).toEqual(['示例制鞋有限公司', '涵江区应急管理局'])

  expect(await talk(stage, '经办人', code, '同意', '示例联系人', '13800000000', '加入单位')).toContain(
    '加入好了：示例制鞋有限公司',
  )
  const renewed = await roster('renew', UNIT)
  expect(renewed.said).toContain('the old code is dead')
  expect(await talk(stage, '另一位', code)).toContain('这个码不对')
  expect(await talk(stage, '另一位', /: (\S{9}),/.exec(renewed.said)?.[1] ?? '')).toContain('您要加入的单位')

  const { audit } = await readTables(url)
  expect(audit?.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'operator roster-imported',
    'operator codes-written',
    'operator codes-written',
    'operator code-renewed',
  ])
})

it('tells what it had written before it failed', async () => {
  const [heads] = ROSTER.split('\n')
  const rows = Array.from(
    { length: 900 },
    (_, n) => `第${n}制鞋有限公司,${creditCode(n + 10)},企业,荔城,县级,一般制造,,`,
  )
  await writeFile(file('broken.csv'), [heads, ...rows, 'x'.repeat(200_000)].join('\n'))
  const imports = async () =>
    (await readTables(url)).audit?.filter(({ action }) => action === 'roster-imported').length ?? 0
  const before = await imports()
  const { code, said } = await roster('import', file('broken.csv'))
  expect([code, said]).toEqual([1, expect.stringContaining('500 new, 0 updated, 0 unchanged, 0 refused\n')])
  expect(said).toContain('a line is too long')
  expect(await imports()).toBe(before + 1)
})

it('gives a unit to its own people when somebody holds it who should not', async () => {
  const members = (...args: string[]) => runCommand('members', args, env())
  const { stdout } = await members(UNIT)
  expect(stdout).toMatch(/^示例制鞋有限公司\n {2}[0-9a-f]{8} {2}lead {3}示例联系人 {2}138\*{4}0000\n$/)
  const member = /[0-9a-f]{8}/.exec(stdout)?.[0] ?? ''

  expect((await members(UNIT, 'remove', 'x')).stderr).toContain(
    'the unit has no member x; type npm run members',
  )
  expect((await members('unknown')).stderr).toContain('no unit with this credit code')
  expect(await members(UNIT, 'remove', member)).toMatchObject({ code: 0, stdout: '示例制鞋有限公司\n' })
  expect(await talk(stage, '经办人', '我的任务')).toContain('还没有登记单位')

  const invite = await runCommand('invite', [UNIT], env())
  const code = /: (\S+) \(/.exec(invite.stdout)?.[1] ?? ''
  await talk(stage, '本单位的人', code, '同意', '示例负责人', '13900000000', '加入单位')
  expect((await members(UNIT)).stdout).toContain('lead   示例负责人  139****0000')
})

it.each([
  [['import', 'nowhere.csv'], 'ENOENT'],
  [['import', 'package.json'], '.csv or an .xlsx'],
  [['codes', '/tmp/x.csv', '--bureau', 'mars'], '--bureau is one of putian,'],
  [['renew', 'unknown'], 'no unit with this credit code'],
  [['forget', 'everything'], 'type npm run roster -- import'],
])('%j is refused with what to do', async (args, remedy) => {
  const { code, said } = await roster(...args)
  expect([code, said]).toEqual([1, expect.stringContaining(remedy)])
})
