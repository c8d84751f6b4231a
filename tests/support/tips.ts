import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { inject } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import type { Counts } from '../../src/lib/shared-values.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { type AgeIdentity, identityFrom } from '../../src/tips/age-identity.ts'
import type { CaseDesk } from '../../src/tips/desk/case-desk.ts'
import { signIn } from '../../src/tips/desk/sign-in.ts'
import { readIdentity } from '../../src/tips/keys/identity-file.ts'
import { NO_RECIPIENTS } from '../../src/tips/keys/recipients-content.ts'
import { readRecipients } from '../../src/tips/keys/recipients-file.ts'
import { makeTrialKeys, trialKeyFile } from '../../src/tips/keys/trial-keys.ts'
import { plainCode } from '../../src/tips/query-code.ts'
import type { ReporterKeys } from '../../src/tips/reporter-key.ts'
import type { NewTip, Receipt, ReporterDesk } from '../../src/tips/tip.ts'
import { createTips, type Tips, type TipsDependencies } from '../../src/tips/tips.ts'
import { createWrongCodes } from '../../src/turn/wrong-codes.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { content } from './content.ts'
import { createWorld, type TestWorld } from './world.ts'

/** A path of this run where there are no recipients yet; the simulator makes them there, with their keys. */
export function newRecipientsFile(): string {
  return join(inject('runDir'), `tips-${randomUUID()}`, 'recipients.yaml')
}

let made: Promise<string> | undefined

/** Recipients with a key for everybody beside them, as the simulator makes them; the same for all tests of a file. */
export function trialRecipients(): Promise<string> {
  made ??= makeRecipients()
  return made
}

/** The same, for a test that changes them. */
export async function makeRecipients(): Promise<string> {
  const file = newRecipientsFile()
  await makeTrialKeys(file, content.campaign, systemRandom)
  return file
}

/** Counts as one process keeps them. */
export function memoryCounts(now: () => number): Counts & { keys(): string[] } {
  const windows = new Map<string, { count: number; until: number }>()
  const running = (key: string) => {
    const window = windows.get(key)
    return window && window.until > now() ? window : { count: 0, until: 0 }
  }
  return {
    async count(key, windowMs) {
      const { count, until } = running(key)
      windows.set(key, { count: count + 1, until: until || now() + windowMs })
      return count + 1
    },
    counted: async key => running(key).count,
    keys: () => [...windows.keys()],
  }
}

/** Keys of query codes without the work that makes guessing slow. */
export const quickKeys: ReporterKeys = async code => {
  const root = createHash('sha512').update(plainCode(code)).digest()
  return {
    lookup: root.subarray(0, 16).toString('hex'),
    identity: identityFrom(createHash('sha256').update(root).digest()),
  }
}

export const TIP_SEAL_KEY = Buffer.alloc(32, 9)

/** The room on one database, with everybody's keys at hand. */
export type TipStage = {
  world: TestWorld
  tips: Tips
  reporters: ReporterDesk
  limits: ReturnType<typeof memoryCounts>
  recipientsFile: string
  /** A desk by the bureau's id, or `custodian`. */
  desk(holder: string): Promise<CaseDesk>
  /** A desk of whoever holds this key; null where it stands in no list. */
  deskWith(identity: AgeIdentity): Promise<CaseDesk | null>
  identity(holder: string): Promise<AgeIdentity>
  submit(tip?: Partial<NewTip>): Promise<Receipt>
}

export async function createTipStage(
  database: Database,
  options: Partial<Pick<TipsDependencies, 'keys' | 'recipientsFile'>> = {},
): Promise<TipStage> {
  const world = createWorld('2022-03-10T09:30:00+08:00', randomUUID())
  const recipientsFile = options.recipientsFile ?? (await trialRecipients())
  const { campaign, tipSettings: settings } = content
  const { wall, log } = world
  const random = systemRandom
  const seal = createSeal(TIP_SEAL_KEY, random)
  const units = createUnitStore(database, seal)
  const identity = (holder: string) => readIdentity(trialKeyFile(recipientsFile, holder), async () => '')
  const senderIdentityFile = trialKeyFile(recipientsFile, 'sender')
  const room = { database, seal, random, units, campaign, settings, recipientsFile, senderIdentityFile }
  const tips = createTips({ keys: quickKeys, ...room, clock: wall, wall, log, ...options })
  const limits = memoryCounts(wall.now)
  const today = () => new Date(wall.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const recipients = async () => (await readRecipients(recipientsFile)) ?? NO_RECIPIENTS
  const deskWith = (key: AgeIdentity) =>
    signIn({ database, campaign, settings, units, recipients, random, now: wall.now, today }, key)

  return {
    world,
    tips,
    limits,
    recipientsFile,
    reporters: tips.reporterDesk(createWrongCodes(limits, seal)),
    identity,
    deskWith,
    async desk(holder) {
      const desk = await deskWith(await identity(holder))
      if (!desk) throw new Error(`${holder} is not let in`)
      return desk
    },
    submit: tip => tips.intake.submit(newTip({ today: today(), ...tip })),
  }
}

/** An anonymous tip about nobody in particular. */
export function newTip(tip: Partial<NewTip> = {}): NewTip {
  return {
    secret: systemRandom.bytes(32),
    level: 'code-only',
    rows: [row('what', '压缩学时')],
    evidence: [],
    contact: null,
    link: null,
    unitId: null,
    district: 'licheng',
    aboutBureau: false,
    flooded: false,
    today: '2022-03-10',
    ...tip,
  }
}

export function row(id: string, shown: string): NewTip['rows'][number] {
  return { id, name: id, question: `${id}？`, answer: shown, shown }
}
