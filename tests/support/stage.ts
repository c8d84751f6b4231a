import { type App, createApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Content } from '../../src/content/content.ts'
import type { Database } from '../../src/storage/database.ts'
import { openStorage, type Storage } from '../../src/storage/open-storage.ts'
import { createSeal } from '../../src/storage/seal.ts'
import type { CaseDesk } from '../../src/tips/desk/case-desk.ts'
import type { InboundBody } from '../../src/turn/inbound.ts'
import { content } from './content.ts'
import { rosterOf } from './roster.ts'
import { atDesk } from './tip-desk.ts'
import { trialRecipients } from './tips.ts'
import { createWorld, seededRandom, type TestWorld } from './world.ts'

/** The product without HTTP: persons by made-up names, one message at a time. */
export type Stage = {
  world: TestWorld
  send(speaker: string, body: InboundBody): Promise<string>
  /** Sends the last message of a person again, as WeChat does. */
  resend(speaker: string): Promise<string>
  moveTo(day: string): void
  /** Somebody who holds the trial key of a bureau, or the custodian's, at work beside the product. */
  atDesk<T>(holder: string, work: (desk: CaseDesk) => Promise<T>): Promise<T>
  runJobs(): Promise<void>
  /** Puts the units of a table on the roster. */
  importRoster(file: string): Promise<void>
  /** The binding code of a unit on the roster, by its name. */
  codeOf(unit: string): Promise<string>
  /** Does once what is done beside the turns. */
  work(): Promise<void>
  /** Stops the product and starts it anew on the same storage, perhaps with other content. */
  restart(edited?: Content): Promise<void>
  /** Receipt of the filing whose papers follow the last reply. */
  papers(): string | undefined
  close(): Promise<void>
}

/** One pixel; enough for a photo. */
export const PHOTO = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

export async function createStage(
  databaseUrl: string,
  env: Record<string, string> = {},
  faulty: (storage: Storage) => Storage = storage => storage,
): Promise<Stage> {
  const config: Config = readConfig({
    DATABASE_URL: databaseUrl,
    RECIPIENTS_FILE: await trialRecipients(),
    HOTLINE_PHONE: '0594-12345678',
    ...env,
  })
  const world = createWorld()
  const fetchPhoto = async () => ({ bytes: PHOTO, mediaType: 'image/png' })
  const fetchMedia = async (mediaId: string) => ({
    bytes: Buffer.from(`#!AMR ${mediaId}`),
    mediaType: 'audio/amr',
  })
  let database: Database
  const parts = {
    ...world,
    fetchPhoto,
    fetchMedia,
    async openStorage(...args: Parameters<typeof openStorage>) {
      const storage = await openStorage(...args)
      database = storage.database
      return faulty(storage)
    },
  }
  const start = (edited = content) => createApp(config, { ...parts, content: edited })
  let app: App = await start()
  const seal = createSeal(config.dataKey, seededRandom('stage'))
  let sent = 0
  let papers: string | undefined
  const last = new Map<string, Parameters<App['handleTurn']>[0]>()

  async function turn(inbound: Parameters<App['handleTurn']>[0]): Promise<string> {
    const reply = await app.handleTurn(inbound)
    papers = reply?.papers
    return reply?.body.kind === 'text' ? reply.body.text : ''
  }
  return {
    world,
    async send(speaker, body) {
      sent += 1
      world.wall.advance(1_000)
      const at = world.wall.now()
      const inbound = {
        key: `message-${sent}`,
        person: { channel: 'play' as const, account: 'gh_test', id: speaker },
        at,
        body,
      }
      last.set(speaker, inbound)
      return turn(inbound)
    },
    async resend(speaker) {
      const inbound = last.get(speaker)
      if (!inbound) throw new Error(`${speaker} has sent nothing yet`)
      return turn(inbound)
    },
    atDesk: (holder, work) => atDesk(config, world.wall, holder, work),
    runJobs: () => app.runJobs(),
    moveTo: day => world.wall.set(Date.parse(`${day}T09:30:00+08:00`)),
    importRoster: file => rosterOf(database, seal).take(file, world.wall.now()),
    codeOf: unit => rosterOf(database, seal).codeOf(unit),
    work: () => app.runJobs(),
    async restart(edited) {
      await app.close()
      app = await start(edited)
    },
    papers: () => papers,
    close: () => app.close(),
  }
}
