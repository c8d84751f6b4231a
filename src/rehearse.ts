import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { monthRange } from './campaign/phases.ts'
import { readConfig } from './config.ts'
import { loadContent } from './content/load-content.ts'
import { AppError } from './errors.ts'
import { openRehearsal } from './open-rehearsal.ts'
import { chartOf } from './rehearsal/chart.ts'
import type { Result } from './rehearsal/results.ts'
import { tableOf } from './rehearsal/table.ts'
import { runCommand } from './run-command.ts'
import { writeTable } from './units/roster/write-table.ts'

/**
 * `npm run rehearse -- [--units 200] [--seed x] [--out directory] [--database url]`: the whole campaign in minutes, on a clock
 * of its own and with WeChat's stand-in. Prints what came of every reminder and writes who was told what when, as a table
 * and as a chart; the same seed gives the same. Without --database nothing else is kept.
 */
const OPTIONS = {
  units: { type: 'string', default: '200' },
  seed: { type: 'string', default: 'anpei' },
  out: { type: 'string', default: 'rehearsal' },
  database: { type: 'string', default: 'sqlite::memory:' },
} as const

const HEAD: (keyof Result)[] = [
  'day',
  'time',
  'unit',
  'member',
  'behaviour',
  'duty',
  'due',
  'step',
  'state',
  'rung',
]

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS })
  const units = Number(values.units)
  if (!Number.isInteger(units) || units < 1) throw new AppError('config-bad', '--units is a number from 1')
  const config = readConfig({ DATABASE_URL: values.database, NODE_ENV: 'development' })
  const { content } = await loadContent('dialogs')
  if (!content) throw new AppError('config-bad', 'the content has faults; npm run check tells them')
  const rehearsal = await openRehearsal({ config, content, units, seed: values.seed })
  try {
    await rehearsal.play()
    const results = await rehearsal.results()
    const { from, to } = content.campaign.window
    const dues = content.campaign.obligations.map(({ id, due }) => ({ name: id, day: due }))
    await mkdir(values.out, { recursive: true })
    await writeTable(join(values.out, 'reminders.csv'), rowsOf(results))
    await writeFile(join(values.out, 'reminders.svg'), chartOf(results, { ...monthRange(from, to), dues }))
    process.stdout.write(`${tableOf(results)}\n\nreminders.csv and reminders.svg are in ${values.out}\n`)
  } finally {
    await rehearsal.close()
  }
}

async function* rowsOf(results: readonly Result[]): AsyncGenerator<string[]> {
  yield HEAD
  for (const result of results) yield HEAD.map(name => result[name])
}

runCommand(main, 'the rehearsal failed')
