import { readConfig } from './config.ts'
import { loadContent } from './content/load-content.ts'
import { createFilingReader, type FilingReader } from './documents/filing-reader.ts'
import { createVerifyUrl, type PaperSetting } from './documents/setting.ts'
import { writePapers } from './documents/write-papers.ts'
import { AppError } from './errors.ts'
import { systemClock } from './lib/clock.ts'
import { systemRandom } from './lib/random.ts'
import { runCommand } from './run-command.ts'
import { createSeal } from './storage/seal.ts'
import { createShelf } from './storage/shelf.ts'
import { withDatabase } from './storage/with-database.ts'

/**
 * `npm run papers -- <receipt|--all> <directory>`: writes the papers of one filing, or of the last filing of every unit,
 * as DOCX. Runs beside the server, with its environment. Exit code 1 when some could not be written.
 */
const USAGE = 'type npm run papers -- <receipt|--all> <directory>'
const TELL_EVERY = 500

async function main(): Promise<void> {
  const [which = '', directory = ''] = process.argv.slice(2)
  if (!which || !directory) throw new AppError('config-bad', USAGE)
  const config = readConfig()
  const { content } = await loadContent(config.contentDir)
  if (!content) throw new AppError('config-bad', 'the content has faults; npm run check tells them')
  const setting: PaperSetting = {
    campaign: content.campaign,
    words: content.paperWords,
    verifyUrl: createVerifyUrl(config.http.publicUrl ?? `http://${config.http.host}:${config.http.port}`),
  }
  await withDatabase(config.databaseUrl, async database => {
    const shelf = await createShelf(database, content.scripts, systemClock.now())
    const reader = createFilingReader(database, shelf, createSeal(config.dataKey, systemRandom))
    const receipts = which === '--all' ? reader.latest(setting.campaign.id) : [which]
    const failed = await writeAll(receipts, reader, setting, directory)
    if (failed > 0) process.exitCode = 1
  })
}

/** One after the other; what fails is told and left out. Gives the number of those. */
async function writeAll(
  receipts: AsyncIterable<string> | string[],
  reader: FilingReader,
  setting: PaperSetting,
  directory: string,
): Promise<number> {
  const count = { filings: 0, papers: 0, failed: 0 }
  for await (const receipt of receipts) {
    try {
      count.papers += await writePapers(receipt, reader, setting, directory)
      count.filings += 1
      if (count.filings % TELL_EVERY === 0) tell(`${count.filings} filings`)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      count.failed += 1
      process.stderr.write(`${receipt}: ${thrown.message}\n`)
    }
  }
  tell(`${count.papers} papers of ${count.filings} filings in ${directory}`)
  return count.failed
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

runCommand(main, 'the papers could not be written')
