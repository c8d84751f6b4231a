import { parseArgs } from 'node:util'
import { cityBureau } from './campaign/bureaus.ts'
import type { Campaign } from './campaign/content.ts'
import { readConfig } from './config.ts'
import { loadContent } from './content/load-content.ts'
import { AppError } from './errors.ts'
import { systemClock } from './lib/clock.ts'
import { systemRandom } from './lib/random.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './storage/with-database.ts'
import { newIdentity, recipientOf } from './tips/age-identity.ts'
import { withHolder, withKey, withoutHolder } from './tips/keys/edit-recipients.ts'
import { readOwnIdentity, writeIdentity } from './tips/keys/identity-file.ts'
import { custodiansFault, intakeFault } from './tips/keys/open-to.ts'
import { holdersOf, NO_RECIPIENTS, type Recipients } from './tips/keys/recipients-content.ts'
import { readRecipients, writeRecipients } from './tips/keys/recipients-file.ts'
import { rewrap } from './tips/keys/rewrap.ts'
import { openTerminal, type Terminal } from './tips/prompt/terminal.ts'

/**
 * `npm run keys`: who can open tip-offs. Public keys go into RECIPIENTS_FILE; a private key goes into the file that is named, and
 * is shown nowhere. After a change of readers `rewrap` brings the tips that are there up to it.
 */
const USAGE = `npm run keys -- make <bureau> <name> [--custodian] --to <file> [--passphrase]
npm run keys -- sender --to <file>
npm run keys -- list
npm run keys -- rotate <name> --to <file> [--passphrase]
npm run keys -- remove <name>
npm run keys -- rewrap --identity <file>`

type Options = { to?: string; identity?: string; custodian?: boolean; passphrase?: boolean }

/** What every command works on; each gives the lines to print. */
type Job = { recipients: Recipients; file: string; campaign: Campaign; options: Options; terminal: Terminal }

const COMMANDS: Record<string, (job: Job, names: string[]) => Promise<string[]>> = {
  make,
  sender,
  list: async ({ recipients, campaign, file }) => listed(recipients, campaign, file),
  rotate,
  async remove({ recipients, file }, [name = '']) {
    await writeRecipients(file, withoutHolder(recipients, name))
    return [
      `${name} is out for tips to come.`,
      `Now: ${REWRAP} with a key that stays, for those that are there`,
    ]
  },
  rewrap: rewrapAll,
}

const REWRAP = 'npm run keys -- rewrap --identity <file>'

async function main(): Promise<void> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      identity: { type: 'string' },
      custodian: { type: 'boolean' },
      passphrase: { type: 'boolean' },
    },
  })
  const [name = '', ...names] = positionals
  const command = COMMANDS[name]
  if (!command) throw new AppError('config-bad', `give a command\n${USAGE}`)
  const { recipientsFile: file, contentDir } = readConfig()
  const { content } = await loadContent(contentDir)
  if (!content) throw new AppError('config-bad', 'the content has faults; npm run check tells them')
  const recipients = (await readRecipients(file)) ?? NO_RECIPIENTS
  const terminal = openTerminal(process.stdin, process.stdout)
  try {
    terminal.write(await command({ recipients, file, campaign: content.campaign, options, terminal }, names))
  } finally {
    terminal.close()
  }
}

async function make(job: Job, [bureau = '', name = '']: string[]): Promise<string[]> {
  const { recipients, campaign, options } = job
  const ids = campaign.bureaus.map(({ id }) => id)
  if (!ids.includes(bureau) || !name)
    throw new AppError('config-bad', `give a bureau and a name; bureaus are ${ids.join(' ')}\n${USAGE}`)
  const city = cityBureau(campaign).id
  if (options.custodian && bureau !== city)
    throw new AppError(
      'config-bad',
      `custodians are of the city: npm run keys -- make ${city} ${name} --custodian …`,
    )
  const holder = { name, bureau: options.custodian ? null : bureau }
  // Refused before there is a file that nobody needs.
  withHolder(recipients, { ...holder, recipient: '' })
  const recipient = await newKey(job, name)
  await writeRecipients(job.file, withHolder(recipients, { ...holder, recipient }))
  return [`${name}: ${recipient}`, `Now: ${REWRAP} with a key that is there already, for tips that are there`]
}

async function sender(job: Job): Promise<string[]> {
  if (job.options.passphrase)
    throw new AppError('config-bad', 'the sender works alone: its key has no passphrase')
  const recipient = await newKey(job, 'sender')
  await writeRecipients(job.file, { ...job.recipients, sender: recipient })
  const again = job.recipients.sender ? [`Now: ${REWRAP} with its key before`] : []
  return [
    `sender: ${recipient}`,
    `Set SENDER_IDENTITY_FILE=${job.options.to} where messages are sent`,
    ...again,
  ]
}

async function rotate(job: Job, [name = '']: string[]): Promise<string[]> {
  withKey(job.recipients, name, '')
  const recipient = await newKey(job, name)
  await writeRecipients(job.file, withKey(job.recipients, name, recipient))
  return [`${name}: ${recipient}`, `Now: ${REWRAP} with the key before; where it is lost, with a colleague's`]
}

async function newKey({ options, terminal }: Job, name: string): Promise<string> {
  if (!options.to) throw new AppError('config-bad', 'name the file for the private key: --to <file>')
  const passphrase = options.passphrase ? await newPassphrase(terminal) : null
  const identity = newIdentity(systemRandom)
  const recipient = await recipientOf(identity)
  await writeIdentity(options.to, { identity, recipient, name }, passphrase)
  return recipient
}

async function newPassphrase(terminal: Terminal): Promise<string> {
  const [first, second] = [
    await terminal.ask('passphrase: ', 'hidden'),
    await terminal.ask('once more: ', 'hidden'),
  ]
  if (!first || first.length < 12 || first !== second)
    throw new AppError('config-bad', 'give the same passphrase twice, 12 characters or more')
  return first
}

function listed(recipients: Recipients, campaign: Campaign, file: string): string[] {
  const fault = intakeFault(recipients, campaign)
  const lone = custodiansFault(recipients, campaign)
  return [
    file,
    ...holdersOf(recipients).map(
      ({ bureau, name, recipient }) => `  ${bureau ?? 'custodian'}  ${name}  ${recipient}`,
    ),
    ...(recipients.sender ? [`  sender  ${recipients.sender}`] : []),
    fault ? `Tips are not taken: ${fault}` : 'Tips are taken.',
    ...(lone ? [`But ${lone}`] : []),
  ]
}

async function rewrapAll({ recipients, campaign, options, terminal }: Job): Promise<string[]> {
  if (!options.identity) throw new AppError('config-bad', `name the key that opens them\n${REWRAP}`)
  const ask = async () => (await terminal.ask('passphrase: ', 'hidden')) ?? ''
  const identity = await readOwnIdentity(options.identity, ask)
  return withDatabase(readConfig().databaseUrl, async database => {
    const work = { database, campaign, recipients, identity }
    const { tips, apart } = await rewrap({ ...work, random: systemRandom, now: systemClock.now() })
    return [`${tips} tips and ${apart} contacts or links are wrapped to today's recipients`]
  })
}

runCommand(main, 'the keys failed')
