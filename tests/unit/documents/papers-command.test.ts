import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../../src/storage/database.ts'
import { migrate } from '../../../src/storage/migrate.ts'
import { ENTERPRISE_CLEAN, LEDGER, problem } from './filed.ts'
import { fileOne, readerWith, receiptOf } from './filing-records.ts'
import { readDocx } from './read-docx.ts'

const ROOT = new URL('../../../', import.meta.url).pathname
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'anpei-papers-'))
  const database = await openDatabase(`sqlite:${join(directory, 'records.sqlite')}`)
  await migrate(database)
  await readerWith(database)
  await fileOne(database, { number: 1, answers: ENTERPRISE_CLEAN })
  const found = { ...ENTERPRISE_CLEAN, 'P-REC.result': 'present', ...problem('P-REC.1') }
  await fileOne(database, { number: 2, answers: found, ledger: LEDGER })
  await fileOne(database, { number: 3, answers: found })
  await database.db
    .updateTable('filings')
    .set({ sha256: '0'.repeat(64) })
    .where('receipt', '=', receiptOf(3))
    .execute()
  await database.close()
})

afterAll(() => rm(directory, { recursive: true }))

function papers(...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: `sqlite:${join(directory, 'records.sqlite')}` }
  return promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/papers.ts', ...args], {
    cwd: ROOT,
    env,
  })
}

it('writes the papers of one filing', async () => {
  const { stdout } = await papers(receiptOf(2), join(directory, 'one'))
  expect(stdout).toContain('5 papers of 1 filings')
  const [folder = '', ...others] = await readdir(join(directory, 'one'))
  expect([folder, others]).toEqual([`${receiptOf(2)} 示例制鞋有限公司2`, []])
  const files = await readdir(join(directory, 'one', folder))
  expect(files.toSorted()).toEqual(
    ['检查表（附件2）', '整改清单', '问题清单', '核验台账', '任职考核台账']
      .map(name => `${name}.docx`)
      .toSorted(),
  )
  const modes = ['', ...files].map(async name => (await stat(join(directory, 'one', folder, name))).mode & 0o777)
  expect(new Set(await Promise.all(modes))).toEqual(new Set([0o700, 0o600]))
  const { text } = readDocx(await readFile(join(directory, 'one', folder, '检查表（附件2）.docx')))
  expect(text).toContain('单位名称（盖章）：示例制鞋有限公司2')
})

it('writes those of all units, and tells which it could not', async () => {
  const failure = await papers('--all', join(directory, 'all')).catch(thrown => thrown)
  expect(failure).toMatchObject({ code: 1, stdout: expect.stringContaining('7 papers of 2 filings') })
  expect(failure.stderr).toContain(`${receiptOf(3)}: internal`)
  expect(await readdir(join(directory, 'all'))).toHaveLength(2)
})

it.each([
  [['ZC20220318-NOTHING9', 'out'], 'not-found'],
  [[], 'npm run papers -- <receipt|--all> <directory>'],
])('%j ends with 1 and says why', async (args, words) => {
  const failure = await papers(...args.map(each => (each === 'out' ? join(directory, each) : each))).catch(
    thrown => thrown,
  )
  expect(failure).toMatchObject({ code: 1, stderr: expect.stringContaining(words) })
})
