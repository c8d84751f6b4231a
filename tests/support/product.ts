import { type App, createApp, type World } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { type Clock, createMovableClock, systemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { ACCOUNT_ENV } from './account.ts'
import { content } from './content.ts'
import { trialRecipients } from './tips.ts'

/** One pixel; enough for a photo. */
const PHOTO = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

/** A clock that runs on from a morning in the first phase of the campaign. */
export function campaignMorning() {
  return createMovableClock(systemClock, Date.parse('2022-03-10T09:30:00+08:00'))
}

export type Product = {
  app: App
  wall: Clock
  /** Where it listens. */
  url: string
  webhookUrl: string
  /** What its log printed, line by line. */
  logged: string[]
  close(): Promise<void>
}

/** The real app on a free port of this host, with the real content and an account as in production. */
export async function startProduct(
  env: Record<string, string>,
  world: Partial<World> = {},
): Promise<Product> {
  const logged: string[] = []
  const wall = world.wall ?? campaignMorning()
  const config = readConfig({ ...ACCOUNT_ENV, PORT: '0', RECIPIENTS_FILE: await trialRecipients(), ...env })
  const app = await createApp(config, {
    random: systemRandom,
    log: createLogger('debug', { write: line => void logged.push(line) }),
    fetchPhoto: async () => ({ bytes: PHOTO, mediaType: 'image/png' }),
    content,
    ...world,
    wall,
  })
  const url = `http://127.0.0.1:${await app.listen()}`
  return { app, wall, url, webhookUrl: `${url}/wechat`, logged, close: () => app.close() }
}
