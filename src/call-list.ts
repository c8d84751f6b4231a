import { readCampaignClock } from './campaign-clock.ts'
import { createAttemptStore } from './delivery/attempt-store.ts'
import { AppError } from './errors.ts'
import { newId, systemRandom } from './lib/random.ts'
import { openDesk } from './open-desk.ts'
import { callList } from './reminders/call-list.ts'
import { callTable } from './reminders/call-table.ts'
import { runCommand } from './run-command.ts'
import { writeTable } from './units/roster/write-table.ts'

/**
 * `npm run call-list -- <file.csv|file.xlsx>`: units that staff must telephone, with name and number, what is due, and why.
 * Runs beside the server, with its environment. Leaves a line in the audit trail.
 */
const USAGE = 'type npm run call-list -- <file.csv|file.xlsx>'

async function main(): Promise<void> {
  const [file = ''] = process.argv.slice(2)
  if (!file) throw new AppError('config-bad', USAGE)
  const { config, content, database, seal, speak } = await openDesk()
  try {
    const now = (await readCampaignClock(config, content.campaign)).now()
    const attempts = createAttemptStore(database)
    const calls = callList({ rules: content, database, attempts, seal }, now)
    let count = -1
    async function* counted(): AsyncGenerator<string[]> {
      for await (const row of callTable(calls, content, speak)) {
        count += 1
        yield row
      }
    }
    const line = { id: newId(systemRandom), at: now, actor: 'operator', action: 'call-list', target: 'all' }
    await database.db.insertInto('audit').values(line).execute()
    await writeTable(file, counted())
    process.stdout.write(`${count} units in ${file}; it holds names and numbers: hand it to staff alone\n`)
  } finally {
    await database.close()
  }
}

runCommand(main, 'the list could not be written')
