import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, inject, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { intakeFault } from '../../src/tips/keys/open-to.ts'
import { readRecipients } from '../../src/tips/keys/recipients-file.ts'
import { runCommand } from '../support/command.ts'
import { content } from '../support/content.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createTipStage, makeRecipients } from '../support/tips.ts'

/** A bureau's operator makes the keys of everybody, loses one, and sees somebody leave. */
let folder: string
let env: Record<string, string>
beforeAll(async () => {
  folder = join(inject('runDir'), 'keys-command')
  await mkdir(folder)
  env = {
    RECIPIENTS_FILE: join(folder, 'recipients.yaml'),
    DATABASE_URL: await createEmptyDatabase('sqlite-file'),
  }
})

const keys = (args: string[], typed: string[] = [], more: Record<string, string> = {}) =>
  runCommand('keys', args, { ...env, ...more }, typed)
const file = (name: string) => join(folder, `${name}.txt`)
const PASSPHRASE = 'four words nobody guesses'

it('makes keys that open what is sealed, and shows no private one', async () => {
  const made = await keys(['make', 'putian', 'city-1', '--to', file('city-1')])
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('city-1: age1') })
  expect(made.stdout).not.toContain('AGE-SECRET-KEY')
  expect((await stat(file('city-1'))).mode & 0o077).toBe(0)
  expect(await readFile(file('city-1'), 'utf8')).toMatch(/^AGE-SECRET-KEY-1/m)

  const listed = await keys(['list'])
  expect(listed.stdout).toContain('Tips are not taken: nobody could open them; still missing')
  expect(listed.stdout).toContain('a handler of licheng: npm run keys -- make licheng <name> --to <file>')
  const recipients = await readRecipients(env.RECIPIENTS_FILE!)
  expect(intakeFault(recipients, content.campaign)).toContain('the sender: npm run keys -- sender')
})

it('protects a key with a passphrase that is asked for again', async () => {
  const made = await keys(
    ['make', 'putian', 'boss', '--custodian', '--to', file('boss'), '--passphrase'],
    [PASSPHRASE, PASSPHRASE],
  )
  expect(made.code).toBe(0)
  expect(await readFile(file('boss'), 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/)
  const desk = await runCommand('desk', ['--identity', file('boss')], env, [PASSPHRASE, 'list', 'quit'])
  expect(desk.stdout).toContain('signed in as custodian/boss')
  expect(desk.stdout).not.toContain(PASSPHRASE)
  expect((await keys(['list'])).stdout).toContain('only boss is a custodian')
})

it.each([
  [['make', 'nowhere', 'x', '--to', 'x'], 'bureaus are putian'],
  [['make', 'licheng', 'x', '--custodian', '--to', 'x'], 'npm run keys -- make putian x --custodian'],
  [['remove', 'city-1'], 'the last of putian'],
  [['sender', '--to', 'never', '--passphrase'], 'no passphrase'],
  [['dance'], 'npm run keys -- make'],
])('%j says what to give', async (args, words) => {
  expect(await keys(args)).toMatchObject({ code: 1, stderr: expect.stringContaining(words) })
})

it('never writes over a key', async () => {
  const before = await readFile(file('city-1'), 'utf8')
  const second = await keys(['make', 'putian', 'city-2', '--to', file('city-1')])
  expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') })
  expect(await readFile(file('city-1'), 'utf8')).toBe(before)
})

it('brings tips up to the readers of today', async () => {
  const RECIPIENTS_FILE = await makeRecipients()
  const database = await openDatabase(env.DATABASE_URL!)
  await migrate(database)
  const stage = await createTipStage(database, { recipientsFile: RECIPIENTS_FILE })
  const { number } = await stage.submit()
  await keys(['rotate', 'licheng-1', '--to', file('licheng-new')], [], { RECIPIENTS_FILE })
  const city = join(RECIPIENTS_FILE, '../keys/putian.txt')
  const done = await keys(['rewrap', '--identity', city], [], { RECIPIENTS_FILE })
  expect(done.stdout).toContain('1 tips and 0 contacts or links are wrapped')
  const identity = /^AGE-SECRET-KEY-1.*$/m.exec(await readFile(file('licheng-new'), 'utf8'))![0]
  expect(await (await stage.deskWith(identity))?.open(number)).toMatchObject({ ok: true })
  await database.close()
})
