import { toCivil } from './campaign/civil-date.ts'
import type { Campaign } from './campaign/content.ts'
import { readCampaignClock } from './campaign-clock.ts'
import { type Config, readConfig } from './config.ts'
import { loadContent } from './content/load-content.ts'
import { AppError } from './errors.ts'
import { type CivilDate, systemClock } from './lib/clock.ts'
import { systemRandom } from './lib/random.ts'
import { runCommand } from './run-command.ts'
import { openDatabase } from './storage/database.ts'
import { migrate } from './storage/migrate.ts'
import { createSeal } from './storage/seal.ts'
import { signIn } from './tips/desk/sign-in.ts'
import { readOwnIdentity } from './tips/keys/identity-file.ts'
import { NO_RECIPIENTS } from './tips/keys/recipients-content.ts'
import { readRecipients } from './tips/keys/recipients-file.ts'
import { hasWords, runLine, type Setting } from './tips/prompt/commands.ts'
import { sayNext } from './tips/prompt/say-next.ts'
import { sayWaiting } from './tips/prompt/say-waiting.ts'
import { openTerminal, type Terminal } from './tips/prompt/terminal.ts'
import { createUnitStore } from './units/unit-store.ts'

const USAGE =
  'type npm run desk -- --identity <file of your key> [command …]; in the simulator the keys are data/keys/<bureau>.txt; help as the command shows all'

/** Argv stands in /proc, in a shell's history and in ~/.npm/_logs, which others may read. */
const WORDS_SHOWN =
  "nothing was done: words in a command line can be read by others, and npm keeps them in ~/.npm/_logs. End the command with ' -' and type or pipe the words in, or leave the command off and type it at the prompt. What you typed is there now: rm ~/.npm/_logs/*"

/**
 * `npm run desk -- --identity <file>`: the handlers' desk until the console is there. Runs beside the server, with its environment; who
 * holds the key of a recipient is signed in. Text is shown, and written nowhere but into a folder that is named for evidence.
 */
async function main(): Promise<void> {
  const { identityFile, today, command } = readArguments(process.argv.slice(2))
  const config = readConfig()
  const { content } = await loadContent(config.contentDir)
  if (!content) throw new AppError('config-bad', 'the content has faults; npm run check tells them')
  const terminal = openTerminal(process.stdin, process.stdout)
  const database = await openDatabase(config.databaseUrl)
  try {
    const identity = await readOwnIdentity(
      identityFile,
      async () => (await terminal.ask('passphrase: ', 'hidden')) ?? '',
    )
    await migrate(database)
    const { campaign, tipSettings: settings } = content
    const deps = {
      database,
      campaign,
      settings,
      units: createUnitStore(database, createSeal(config.dataKey, systemRandom)),
      recipients: async () => (await readRecipients(config.recipientsFile)) ?? NO_RECIPIENTS,
      random: systemRandom,
      now: systemClock.now,
      today: await todayOf(config, campaign, today),
    }
    const desk = await signIn(deps, identity)
    if (!desk)
      throw new AppError('not-allowed', 'this key stands in no list; npm run keys -- list shows whose do')
    await work({ desk, campaign, settings }, command, terminal)
  } finally {
    terminal.close()
    await database.close()
  }
}

/** One command from the command line, or what is typed until the end. A word `-` at the end of a command stands for the words, which are piped in. */
async function work(setting: Setting, command: string, terminal: Terminal): Promise<void> {
  const run = async (line: string) => {
    const { isDone, lines } = await runLine(setting, line)
    terminal.write(lines)
    return isDone
  }
  if (command) {
    if (!(await run(await withPiped(command, terminal)))) process.exitCode = 1
    return
  }
  terminal.write([`signed in as ${setting.desk.actor}`, ...(await sayWaiting(setting.desk)), sayNext(null)])
  for (;;) {
    const line = await terminal.ask('desk> ')
    if (line === null || /^\s*(quit|exit)\s*$/.test(line)) return
    if (line.trim()) await run(line)
  }
}

async function withPiped(command: string, terminal: Terminal): Promise<string> {
  if (!command.endsWith(' -')) return command
  const lines: string[] = []
  for (let line = await terminal.ask(''); line !== null; line = await terminal.ask('')) lines.push(line)
  return command.slice(0, -1) + lines.join('\n')
}

/** Everything after the options is one command. */
function readArguments(argv: string[]): { identityFile: string; today: string | null; command: string } {
  const options: Record<string, string> = {}
  let rest = argv
  while (rest[0] === '--identity' || rest[0] === '--today') {
    options[rest[0]] = rest[1] ?? ''
    rest = rest.slice(2)
  }
  if (!options['--identity']) throw new AppError('config-bad', USAGE)
  const command = rest.join(' ')
  if (hasWords(command)) throw new AppError('config-bad', WORDS_SHOWN)
  return { identityFile: options['--identity'], today: options['--today'] ?? null, command }
}

/** In the simulator the campaign's day, or the one given: its clock may stand in another year. */
async function todayOf(config: Config, campaign: Campaign, given: string | null): Promise<() => CivilDate> {
  if (!config.simulated && given) throw new AppError('config-bad', '--today is for the simulator')
  if (given && !/^\d{4}-\d{2}-\d{2}$/.test(given))
    throw new AppError('config-bad', 'give a day such as 2022-03-18')
  const clock = await readCampaignClock(config, campaign)
  return () => given ?? toCivil(clock.now())
}

runCommand(main, 'the desk failed')
