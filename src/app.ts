import { randomUUID } from 'node:crypto'
import { rehearsalStart } from './campaign/rehearsal.ts'
import { createCertificateCommands } from './certificates/certificate-commands.ts'
import { createCertificateStore } from './certificates/certificate-store.ts'
import { createHalfYearRoom } from './certificates/half-year-room.ts'
import { createVerifyRoom } from './certificates/verify-room.ts'
import { withAsides } from './certificates/with-asides.ts'
import type { Config } from './config.ts'
import type { Content } from './content/content.ts'
import { loadContent } from './content/load-content.ts'
import { createCommandWords } from './dialog/command-words.ts'
import { createFaq } from './dialog/faq.ts'
import { createSpeak } from './dialog/fill.ts'
import { toMenuButtons } from './dialog/menu.ts'
import { AppError } from './errors.ts'
import { createMetrics } from './http/metrics.ts'
import { createHttpServer } from './http/server.ts'
import { type Clock, createMovableClock, type MovableClock } from './lib/clock.ts'
import type { Log } from './lib/logger.ts'
import type { Random } from './lib/random.ts'
import { createDeliveryRoom } from './self-check/delivery-room.ts'
import { createDeliveryStore } from './self-check/delivery-store.ts'
import { createPhotoKeeper } from './self-check/photo-keeper.ts'
import { createRectifyRoom } from './self-check/rectify-room.ts'
import { createSelfCheckCommands } from './self-check/self-check-commands.ts'
import { createSelfCheckRoom } from './self-check/self-check-room.ts'
import { createSelfCheckStore } from './self-check/self-check-store.ts'
import { createSimulator } from './simulator/create-simulator.ts'
import { openStorage } from './storage/open-storage.ts'
import { createSeal } from './storage/seal.ts'
import { createShelf } from './storage/shelf.ts'
import { createDeskCommands } from './turn/desk-commands.ts'
import { createHandleTurn, type HandleTurn } from './turn/handle-turn.ts'
import { createRoute } from './turn/route.ts'
import { createDraftStore } from './units/draft-store.ts'
import { createRegistrationRoom } from './units/registration-room.ts'
import { createUnitCommands } from './units/unit-commands.ts'
import { createUnitStore } from './units/unit-store.ts'
import { createAesKey } from './wechat/cipher.ts'
import { createFetchPhoto, type FetchPhoto } from './wechat/fetch-photo.ts'
import { createWebhook } from './wechat/webhook.ts'

/** What the product cannot make itself. What is optional has its real one unless given. */
export type World = {
  wall: Clock
  random: Random
  log: Log
  fetchPhoto?: FetchPhoto
  content?: Content | undefined
  openStorage?: typeof openStorage
}

export type App = {
  handleTurn: HandleTurn
  /** Moves only in the simulator. */
  campaignClock: MovableClock
  /** Resolves with the port that was bound. */
  listen(): Promise<number>
  close(): Promise<void>
}

/** Original id of the simulator's account; a real one is read off each push. */
const SIMULATED_ACCOUNT = 'gh_000000000000'

/** Builds the product. Throws AppError('config-bad') where content or storage will not do, with what to mend. */
export async function createApp(config: Config, world: World): Promise<App> {
  const { wall, log } = world
  const content = world.content ?? (await readContent(config.contentDir))
  const storage = await (world.openStorage ?? openStorage)(config, wall)
  const start = config.simulated ? rehearsalStart(content.campaign, wall.now()) : wall.now()
  const campaignClock = createMovableClock(wall, start)
  const metrics = createMetrics()
  let port = 0
  const origin = () => `http://${dialable(config.http.host)}:${port}`
  const handleTurn = await createTurns({ config, world, content, storage, campaignClock, origin, metrics })

  const webhook = createWebhook({
    appId: config.wechat.appId,
    token: config.wechat.token,
    keys: config.wechat.aesKeys.map(createAesKey),
    clock: wall,
    handle: handleTurn,
    log,
  })
  const http = createHttpServer({
    webhook: config.role === 'worker' ? null : webhook,
    routers: config.simulated ? [simulatorFor(config, world, content, campaignClock, origin)] : [],
    probes: storage.probes,
    metrics,
    metricsToken: config.http.metricsToken,
    log,
  })
  return {
    handleTurn,
    campaignClock,
    listen: async () => {
      port = await http.listen(config.http.port, config.http.host)
      return port
    },
    close: async () => {
      await http.close()
      await storage.close()
    },
  }
}

/** Where this process reaches itself. */
function dialable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
}

async function readContent(directory: string): Promise<Content> {
  const { content, faults } = await loadContent(directory)
  if (content) return content
  const list = faults.map(({ file, line, what }) => `  ${file}:${line}  ${what}`).join('\n')
  throw new AppError('config-bad', `the content has faults; npm run check tells the remedy\n${list}`)
}

type Parts = {
  config: Config
  world: World
  content: Content
  storage: Awaited<ReturnType<typeof openStorage>>
  campaignClock: Clock
  origin: () => string
  metrics: ReturnType<typeof createMetrics>
}

async function createTurns({
  config,
  world,
  content,
  storage,
  campaignClock,
  origin,
  metrics,
}: Parts): Promise<HandleTurn> {
  const { wall, random, log } = world
  const fetchPhoto = world.fetchPhoto ?? createFetchPhoto(() => (config.simulated ? origin() : null))
  const { campaign, calendar, phrases, menu, faq } = content
  const { database, turns } = storage
  const seal = createSeal(config.dataKey, random)
  const units = createUnitStore(database, seal)
  const drafts = createDraftStore(database, seal)
  const selfChecks = createSelfCheckStore(database)
  const deliveries = createDeliveryStore(database)
  const certificates = createCertificateStore(database, seal, random)
  const shelf = await createShelf(database, content.scripts, wall.now())
  const parts = {
    campaign,
    calendar,
    shelf,
    units,
    drafts,
    selfChecks,
    deliveries,
    certificates,
    seal,
    random,
  }
  const speak = createSpeak(phrases)

  const route = createRoute({
    shelf,
    speak,
    words: createCommandWords(menu.commands),
    faq: createFaq(faq),
    photos: createPhotoKeeper(database, fetchPhoto, random),
    rooms: [
      createRegistrationRoom(parts),
      createSelfCheckRoom(parts),
      createRectifyRoom(parts),
      createDeliveryRoom(parts),
      createVerifyRoom(parts),
      createHalfYearRoom(),
    ],
    commands: {
      ...createDeskCommands(
        config.hotline,
        faq.map(each => each.title),
      ),
      ...createUnitCommands(parts),
      ...createSelfCheckCommands(parts),
      ...createCertificateCommands({ ...parts, speak }),
    },
    farewell: async moment => {
      await units.leave(moment.person, moment.now)
      await drafts.drop(moment.person)
    },
  })
  return createHandleTurn({
    store: turns,
    route: withAsides(route, speak),
    seal,
    clock: campaignClock,
    speak,
    log,
    newAttempt: randomUUID,
    wall,
    observe: metrics.turn,
  })
}

function simulatorFor(
  config: Config,
  { wall, random }: World,
  content: Content,
  clock: MovableClock,
  origin: () => string,
) {
  return createSimulator({
    appId: config.wechat.appId,
    token: config.wechat.token,
    encodingAesKey: config.wechat.aesKeys[0] ?? null,
    accountId: SIMULATED_ACCOUNT,
    webhookUrl: () => `${origin()}/wechat`,
    publicUrl: origin,
    clock,
    wall,
    random,
    menu: { buttons: toMenuButtons(content.menu) },
  })
}
