import { openDesk } from './open-desk.ts'
import { reachTable, readReach } from './reminders/reach.ts'
import { runCommand } from './run-command.ts'
import { writeTable } from './units/roster/write-table.ts'

/**
 * `npm run reach [-- <file.csv|file.xlsx>]`: how far the notice has come, by district: units, bound, told, 已知悉. Printed, and
 * written to the file where one is given.
 */
async function main(): Promise<void> {
  const [file] = process.argv.slice(2)
  const { content, database, speak } = await openDesk()
  try {
    const table = reachTable(await readReach(database, content.campaign), content.campaign, speak)
    for (const row of table) process.stdout.write(`${row.join('\t')}\n`)
    if (file) await writeTable(file, rowsOf(table))
  } finally {
    await database.close()
  }
}

async function* rowsOf(table: string[][]): AsyncGenerator<string[]> {
  yield* table
}

runCommand(main, 'the reach could not be read')
