import { toCivil } from '../campaign/civil-date.ts'
import type { Campaign } from '../campaign/content.ts'
import { AppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { WrongCodes } from '../turn/wrong-codes.ts'
import type { UnitStore } from '../units/unit-store.ts'
import { createDraftEvidence } from './draft-evidence.ts'
import { createGuesses } from './guesses.ts'
import { createEvidenceHandOver } from './hand-over-evidence.ts'
import { createTipIntake } from './intake.ts'
import { readIdentity } from './keys/identity-file.ts'
import { createReaders } from './keys/readers.ts'
import { createTipOutbox } from './outbox.ts'
import { createReporterDesk } from './reporter-desk.ts'
import { createReporterDoor } from './reporter-door.ts'
import { createReporterKeys, type ReporterKeys } from './reporter-key.ts'
import { createTipRetention } from './retention.ts'
import type { TipSettings } from './settings-content.ts'
import type { DraftEvidenceStore, ReporterDesk, TipIntake, TipOutbox } from './tip.ts'

export type TipsDependencies = {
  database: Database
  seal: Seal
  random: Random
  units: UnitStore
  campaign: Campaign
  settings: TipSettings
  recipientsFile: string
  /** Whether drafts lie in the database, because there is no Redis. */
  keepsDrafts?: boolean
  /** Null in processes that do not send. */
  senderIdentityFile: string | null
  /** Whether no other process sends where this one does not. */
  isAlone?: boolean
  /** Days of tips are those of the campaign's clock; the audit trail has the wall's time. */
  clock: Clock
  wall: Clock
  log: Log
  /** The real ones unless given: each costs a tenth of a second. */
  keys?: ReporterKeys
}

export type Tips = {
  intake: TipIntake
  evidence: DraftEvidenceStore
  reporterDesk(wrongCodes: WrongCodes): ReporterDesk
  outbox: TipOutbox | null
  /** Destroys what has had its time; to be run now and then by one process or several. */
  upkeep(): Promise<void>
}

/** The room behind the chat: tips in, answers out. The handlers' side is desk/sign-in.ts. */
export function createTips(deps: TipsDependencies): Tips {
  const { database, seal, random, settings, clock, wall, log, senderIdentityFile } = deps
  const evidence = createDraftEvidence({
    database,
    random,
    days: settings.retention.draft,
    most: settings.limits['evidence-in-all'] * 1024 * 1024,
  })
  const handOver = createEvidenceHandOver({ database, drafts: evidence, random })
  const keys = deps.keys ?? createReporterKeys(seal)
  const { recipientsFile: file, campaign } = deps
  const readers = createReaders({ file, campaign, obstacle: obstacleTo(deps), log })
  const retention = createTipRetention({ database, random })
  return {
    intake: createTipIntake({ ...deps, readers, keys, evidence: handOver }),
    evidence,
    reporterDesk(wrongCodes) {
      const guesses = createGuesses(wrongCodes, wall, settings.limits)
      const door = createReporterDoor({ database, keys, guesses })
      return createReporterDesk({ database, door, evidence: handOver, clock })
    },
    outbox: senderIdentityFile
      ? createTipOutbox({ database, log, identity: () => readIdentity(senderIdentityFile, noPassphrase) })
      : null,
    async upkeep() {
      await evidence.sweep(clock.now())
      await retention.run(toCivil(clock.now()), wall.now())
    },
  }
}

function obstacleTo({ database, keepsDrafts, isAlone, senderIdentityFile }: TipsDependencies): string | null {
  if (database.kind === 'postgres' && keepsDrafts) return DRAFTS_STAY
  return isAlone && !senderIdentityFile ? NOBODY_SENDS : null
}

const NOBODY_SENDS =
  'nobody would tell reporters that there is news; set SENDER_IDENTITY_FILE to what npm run keys -- sender wrote, or ROLE=web where a process with ROLE=worker has it'

const DRAFTS_STAY =
  'without Redis drafts would lie in PostgreSQL, whose dead rows and log (pg_wal) keep what was overwritten; set REDIS_URL'

async function noPassphrase(): Promise<never> {
  throw new AppError(
    'config-bad',
    'SENDER_IDENTITY_FILE: has a passphrase; the sender works alone and cannot ask',
  )
}
