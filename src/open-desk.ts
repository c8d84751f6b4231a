import { type Config, readConfig } from './config.ts'
import type { Content } from './content/content.ts'
import { loadContent } from './content/load-content.ts'
import { createSpeak, type Speak } from './dialog/fill.ts'
import { AppError } from './errors.ts'
import { systemRandom } from './lib/random.ts'
import { type Database, openDatabase } from './storage/database.ts'
import { migrate } from './storage/migrate.ts'
import { createSeal, type Seal } from './storage/seal.ts'

/** What an operator's command works with, beside the server and with its environment. */
export type Desk = { config: Config; content: Content; database: Database; seal: Seal; speak: Speak }

/** The caller closes the database. Throws AppError('config-bad') with what to mend. */
export async function openDesk(): Promise<Desk> {
  const config = readConfig()
  const { content } = await loadContent(config.contentDir)
  if (!content) throw new AppError('config-bad', 'the content has faults; npm run check tells them')
  const database = await openDatabase(config.databaseUrl, 'unlimited')
  await migrate(database)
  const seal = createSeal(config.dataKey, systemRandom)
  return { config, content, database, seal, speak: createSpeak(content.phrases) }
}
