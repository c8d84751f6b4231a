import type { Campaign } from '../../campaign/content.ts'
import type { Speak } from '../../dialog/fill.ts'
import type { Job } from '../../lib/jobs.ts'
import type { Log } from '../../lib/logger.ts'
import type { Random } from '../../lib/random.ts'
import type { Database } from '../../storage/database.ts'
import type { Command, Room, Shelf } from '../../turn/room.ts'
import type { Arrivals, Route } from '../../turn/route.ts'
import type { Session } from '../../turn/session.ts'
import type { WrongCodes } from '../../turn/wrong-codes.ts'
import type { TipSettings } from '../settings-content.ts'
import type { Tips } from '../tips.ts'
import { isTelling, isWriting } from './dialogs.ts'
import { createEvidenceKeeper, type EvidenceKeeperDependencies } from './evidence-keeper.ts'
import { createKnownUnits } from './known-units.ts'
import { createLookUpRoom } from './look-up-room.ts'
import { createReceiptRoom } from './receipt-room.ts'
import { createSubmissions } from './submissions.ts'
import { createTellReporters, type TellReporter } from './tell-reporters.ts'
import { createTipArrivals } from './tip-arrivals.ts'
import { createCodeCommand, createTipCommands } from './tip-commands.ts'
import { createTipRoom } from './tip-room.ts'
import { withAlarm } from './with-alarm.ts'

export type TipChatDependencies = Pick<EvidenceKeeperDependencies, 'fetchPhoto' | 'fetchMedia'> & {
  tips: Tips
  database: Database
  campaign: Pick<Campaign, 'districts' | 'hotline'>
  settings: TipSettings
  wrongCodes: WrongCodes
  random: Random
  shelf: Pick<Shelf, 'current'>
  speak: Speak
  /** Answers 举报 while no tip can be taken. */
  hotlineCard: Command
  hotline: string | null
  tell: TellReporter
  /** Whether it is a time at which reporters may be told. */
  isDaytime: () => boolean
  log: Log
}

export type TipChat = {
  rooms: Room[]
  commands: Record<string, Command>
  arrivals: Arrivals
  listening(route: Route): Route
  /** Whether what is sent belongs to a tip: whoever reports an imitation has seen that it is one. */
  isWriting(session: Session): boolean
  /** Whether it tells of the matter: then it asks no common question. */
  isTelling(session: Session): boolean
  jobs: Job[]
}

/** Tip-offs in conversation: their dialogs, commands and codes, and the telling of reporters. */
export function createTipChat(deps: TipChatDependencies): TipChat {
  const { tips, settings, campaign, wrongCodes, speak, tell, log } = deps
  const hotline = deps.hotline ?? speak({ phrase: 'hotline.national' })
  const desk = tips.reporterDesk(wrongCodes)
  const evidence = createEvidenceKeeper({ ...deps, drafts: tips.evidence, limits: settings.limits })
  const submissions = createSubmissions(settings.limits['submissions-per-day'])
  const districts = campaign.districts.map(({ label }) => label)
  const units = createKnownUnits(deps.database, settings['unit-names'], districts)
  const talk = { intake: tips.intake, desk, evidence, units, settings, speak, submissions, hotline, log }
  const commands = createTipCommands({ ...deps, ...talk })
  return {
    rooms: [createTipRoom(talk), createReceiptRoom(desk), createLookUpRoom(talk)],
    commands,
    arrivals: createTipArrivals(commands['tip-off']!, createCodeCommand(talk)),
    isWriting,
    isTelling,
    listening: route => withAlarm(route, settings.alarm, hotline, speak),
    jobs: tips.outbox ? [createTellReporters(tips.outbox, tell, deps.isDaytime)] : [],
  }
}
