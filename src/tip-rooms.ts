import { allowedAt } from './reminders/sending-hours.ts'
import type { RoomParts, Stores } from './rooms.ts'
import { createTipChat, type TipChat } from './tips/chat/create-tip-chat.ts'
import { createTellInChat } from './tips/chat/tell-in-chat.ts'
import { custodiansFault } from './tips/keys/open-to.ts'
import { readRecipients } from './tips/keys/recipients-file.ts'
import { makeTrialKeys, trialKeyFile } from './tips/keys/trial-keys.ts'
import { createTips, type Tips } from './tips/tips.ts'
import { createDeskCommands } from './turn/desk-commands.ts'

const UPKEEP_MS = 3_600_000

/** Tip-offs: their room, and the conversation on it. */
export async function openTipRooms(parts: RoomParts, stores: Stores): Promise<TipChat> {
  const { config, content, storage, campaignClock, random, channels } = parts
  const { tipSettings: settings, campaign } = content
  const { seal, speak, park } = stores
  const tips = await openTips(parts, stores)
  const { hours } = content.reminders.sending
  const chat = createTipChat({
    ...parts,
    ...stores,
    tips,
    settings,
    campaign,
    database: storage.database,
    hotline: config.hotline,
    hotlineCard: createDeskCommands(config.hotline, [])['tip-off']!,
    isDaytime: () => allowedAt(hours, content.calendar, campaignClock.now()) === 'all',
    tell: createTellInChat({
      channels,
      clock: campaignClock,
      days: settings.retention.link,
      park,
      seal,
      random,
      speak,
    }),
  })
  const upkeep = { name: 'upkeep of tips', everyMs: UPKEEP_MS, run: () => tips.upkeep() }
  return { ...chat, jobs: [...chat.jobs, upkeep] }
}

async function openTips(parts: RoomParts, { units, seal }: Stores): Promise<Tips> {
  const { config, content, storage, wall, campaignClock, random, log } = parts
  const { recipientsFile, simulated, role } = config
  const { campaign, tipSettings: settings } = content
  if (simulated) await makeTrialKeys(recipientsFile, campaign, random)
  const sender = config.senderIdentityFile ?? (simulated ? trialKeyFile(recipientsFile, 'sender') : null)
  if (role === 'web' && config.senderIdentityFile)
    log.warn({}, 'SENDER_IDENTITY_FILE: this process does not send; take the key away from it')
  const tips = createTips({
    database: storage.database,
    seal,
    random,
    units,
    campaign,
    settings,
    recipientsFile,
    keepsDrafts: config.redisUrl === null,
    senderIdentityFile: role === 'web' ? null : sender,
    isAlone: role === 'all',
    clock: campaignClock,
    wall,
    log,
  })
  // Says at the start, not at the first tip, why none are taken.
  if (await tips.intake.ready()) await tellWhatIsMissing(parts, sender)
  return tips
}

/** Tips are taken, and yet not all that is promised can be kept. */
async function tellWhatIsMissing({ config, content, log }: RoomParts, sender: string | null): Promise<void> {
  if (config.role === 'worker' && !sender) log.warn({}, NO_SENDER)
  // The simulator has one of each.
  const recipients = config.simulated ? null : await readRecipients(config.recipientsFile)
  const fault = recipients && custodiansFault(recipients, content.campaign)
  if (fault) log.warn({}, fault)
}

const NO_SENDER =
  'no reporter is told of news from here; set SENDER_IDENTITY_FILE, unless another worker has it'
