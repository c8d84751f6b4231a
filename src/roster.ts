import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { bureauById } from './campaign/bureaus.ts'
import { type Config, readConfig } from './config.ts'
import type { Content } from './content/content.ts'
import { loadContent } from './content/load-content.ts'
import { AppError } from './errors.ts'
import { systemClock } from './lib/clock.ts'
import { newId, systemRandom } from './lib/random.ts'
import type { Database } from './storage/database.ts'
import { createSeal, type Seal } from './storage/seal.ts'
import { withDatabase } from './storage/with-database.ts'
import { enrolCountyBureaus } from './units/county-bureaus.ts'
import { createCodeList, type ListedCode } from './units/roster/code-list.ts'
import { codeTable, type SceneQr } from './units/roster/code-table.ts'
import { importRoster, type RosterCounts } from './units/roster/import-roster.ts'
import { createReadRow } from './units/roster/read-row.ts'
import { createRosterStore } from './units/roster/roster-store.ts'
import { tableRows } from './units/roster/table-rows.ts'
import { writeTable } from './units/roster/write-table.ts'
import { withWechatApi } from './wechat-command.ts'

/**
 * `npm run roster -- …`: the bureau's roster of units, and the codes that bind people to them. Runs beside the server,
 * with its environment. Exit code 1 when rows were refused.
 */
const USAGE = `type npm run roster -- import <file.csv|file.xlsx> [--check]
  or npm run roster -- codes <out.csv|out.xlsx> [--bureau <id>] [--qr]
  or npm run roster -- renew <credit code>`

type Desk = { config: Config; content: Content; database: Database; seal: Seal }

async function main(): Promise<void> {
  const [verb = '', target = '', ...options] = process.argv.slice(2)
  const work = { import: importFile, codes: writeCodes, renew }[verb]
  if (!work || !target) throw new AppError('config-bad', USAGE)
  const config = readConfig()
  const { content } = await loadContent(config.contentDir)
  if (!content) throw new AppError('config-bad', 'the content has faults; npm run check tells them')
  await withDatabase(config.databaseUrl, async database => {
    const seal = createSeal(config.dataKey, systemRandom)
    await enrolCountyBureaus(database, seal, content.campaign, systemClock.now())
    await work({ config, content, database, seal }, target, options)
  })
}

async function importFile({ content, database, seal }: Desk, file: string, options: string[]): Promise<void> {
  const isDry = options.includes('--check')
  const register = content.scripts.get('register')
  if (!register) throw new AppError('content-missing', 'the dialog register')
  let counts: RosterCounts | null = null
  const importing = importRoster(
    {
      store: createRosterStore({ database, seal, random: systemRandom }),
      readRow: createReadRow(content.campaign, register),
      content: content.roster,
      tell: ({ line, head, remedy }) =>
        process.stderr.write(`line ${line}${head === '' ? '' : `, ${head}`}: ${remedy}\n`),
      count: sofar => {
        counts = sofar
      },
    },
    tableRows(file),
    { at: systemClock.now(), isDry },
  )
  // What a failure leaves behind is written, told and on record all the same.
  const { refused, missing } = await importing.finally(async () => {
    if (!counts) return
    if (!isDry) await audit(database, 'roster-imported', `sha256:${await hashOf(file)}`)
    const { added, updated, unchanged, refused } = counts
    say(`${added} new, ${updated} updated, ${unchanged} unchanged, ${refused} refused`)
  })
  if (missing > 0) say(`${missing} units on the roster are not in this file; they stay on it`)
  if (isDry) say('nothing was written: leave out --check to import')
  if (refused > 0) process.exitCode = 1
}

async function writeCodes(
  { config, content, database, seal }: Desk,
  file: string,
  options: string[],
): Promise<void> {
  const { campaign } = content
  const bureau = options.includes('--bureau') ? (options[options.indexOf('--bureau') + 1] ?? '') : null
  if (bureau !== null && !campaign.bureaus.some(({ id }) => id === bureau))
    throw new AppError('config-bad', `--bureau is one of ${campaign.bureaus.map(({ id }) => id).join(', ')}`)
  let count = 0
  async function* counted(): AsyncGenerator<ListedCode> {
    for await (const each of createCodeList(database, seal).codes(bureau)) {
      count += 1
      yield each
    }
  }
  await audit(database, 'codes-written', bureau ?? 'all')
  const write = (sceneQr?: SceneQr) => writeTable(file, codeTable(counted(), content, sceneQr))
  if (!options.includes('--qr')) await write()
  else
    await withWechatApi(config, ({ createSceneQr }) =>
      write(async scene => (await createSceneQr(scene)).imageUrl),
    )
  say(`${count} codes in ${file}; whoever has one can join the unit, so hand each to its unit alone`)
}

async function renew({ content, database, seal }: Desk, creditCode: string): Promise<void> {
  const made = await createCodeList(database, seal).renew(creditCode)
  if (!made) throw new AppError('config-bad', 'no unit with this credit code')
  await audit(database, 'code-renewed', creditCode)
  const bureau = bureauById(content.campaign, made.bureau).name
  say(`${made.name} (${bureau}): ${made.code}, scene ${made.scene}; the old code is dead`)
}

async function audit(database: Database, action: string, target: string): Promise<void> {
  const line = { id: newId(systemRandom), at: systemClock.now(), actor: 'operator', action, target }
  await database.db.insertInto('audit').values(line).execute()
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch(thrown => {
  process.stderr.write(`${explained(thrown)}\n`)
  process.exit(1)
})

function explained(thrown: unknown): string {
  if (thrown instanceof AppError) return thrown.message
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  return code === 'ENOENT' || code === 'EACCES'
    ? `the file cannot be opened (${code})`
    : 'the roster could not be read'
}
