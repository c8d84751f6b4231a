import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { keepCampaignClock, openCampaignClock } from './campaign-clock.ts'
import type { Config } from './config.ts'
import type { Content } from './content/content.ts'
import { loadContent } from './content/load-content.ts'
import { MUTE } from './delivery/channel.ts'
import { createSpeak } from './dialog/fill.ts'
import { toMenuButtons } from './dialog/menu.ts'
import { AppError } from './errors.ts'
import { createMetrics } from './http/metrics.ts'
import { createHttpServer } from './http/server.ts'
import type { Clock, MovableClock } from './lib/clock.ts'
import { createJobs } from './lib/jobs.ts'
import type { Log } from './lib/logger.ts'
import type { Random } from './lib/random.ts'
import { mediaFor } from './media-for.ts'
import { openExampleRoster } from './open-example-roster.ts'
import { openWechatApi } from './open-wechat-api.ts'
import { ownAddress } from './own-address.ts'
import { createRooms, type RoomParts } from './rooms.ts'
import { createSimulator, type Simulator } from './simulator/create-simulator.ts'
import { grantTemplates } from './simulator/grant-templates.ts'
import { openStorage, type Storage } from './storage/open-storage.ts'
import { createSeal } from './storage/seal.ts'
import type { HandleTurn } from './turn/handle-turn.ts'
import { createPark } from './turn/park.ts'
import { personKey } from './turn/person-key.ts'
import { createAccountId } from './wechat/account-id.ts'
import { createTell } from './wechat/api/tell.ts'
import { createWechatChannel } from './wechat/channel.ts'
import { createAesKey } from './wechat/cipher.ts'
import { createFetchPhoto, type FetchPhoto } from './wechat/fetch-photo.ts'
import { createWebhook } from './wechat/webhook.ts'
import type { ParkReply } from './wechaty/converse.ts'
import type { WechatyChannel } from './wechaty/create-wechaty.ts'
import type { PuppetConfig } from './wechaty/open-bot.ts'

/** What the product cannot make itself. What is optional has its real one unless given. */
export type World = {
  wall: Clock
  random: Random
  log: Log
  fetchPhoto?: FetchPhoto
  fetchMedia?: RoomParts['fetchMedia']
  wait?: (milliseconds: number) => Promise<unknown>
  /** Reaches WeChat's API. */
  fetch?: typeof globalThis.fetch
  content?: Content | undefined
  openStorage?: typeof openStorage
  /** Shows the operator the code by which a messenger's account logs in. */
  showLogin?: (code: string) => void
}

export type App = {
  handleTurn: HandleTurn
  /** Another messenger, where one is configured. */
  wechaty: WechatyChannel | null
  /** Moves only in the simulator. */
  campaignClock: MovableClock
  /** Does once what is done again and again beside the turns. */
  runJobs(): Promise<void>
  /** Resolves with the port that was bound; the jobs begin with it, where the role has them. */
  listen(): Promise<number>
  close(): Promise<void>
}

/** Original id of the simulator's account; a real one is read off each push. */
const SIMULATED_ACCOUNT = 'gh_000000000000'

/** Builds the product. Throws AppError('config-bad') where content or storage will not do, with what to mend. */
export async function createApp(config: Config, world: World): Promise<App> {
  const { wall, random, log } = world
  const written = world.content ?? (await readContent(config.contentDir))
  const content = config.simulated ? { ...written, templates: grantTemplates(written.templates) } : written
  const wechaty = config.puppet && (await wechatyFor(config.puppet, config.role, world, content))
  const storage = await (world.openStorage ?? openStorage)(config, wall)
  if (storage.redisToMend.length > 0)
    log.warn(
      { remedy: storage.redisToMend },
      'Redis may lose answers when it dies: put these into its redis.conf',
    )
  const metrics = createMetrics()
  let port = 0
  const origin = () => ownAddress(config.http.host, port)
  const { values } = storage
  const time = { simulated: config.simulated, campaign: content.campaign, values, wall }
  const campaignClock = await openCampaignClock(time)
  const api = openWechatApi(config, origin, {
    values,
    clock: wall,
    random,
    log,
    tell: createTell(log, values),
    ...(world.fetch && { fetch: world.fetch }),
    ...(world.wait && { wait: world.wait }),
  })
  const accountId = createAccountId(values, config.wechat.appId)
  const {
    handleTurn,
    pages,
    jobs: work,
    papersFor,
  } = await createRooms({
    config,
    content,
    storage,
    wall,
    campaignClock,
    random,
    log,
    metrics,
    api,
    accountId: accountId.recall,
    fetchPhoto: world.fetchPhoto ?? createFetchPhoto(() => (config.simulated ? origin() : null)),
    fetchMedia: world.fetchMedia ?? mediaFor(api, content.tipSettings.limits),
    channels: {
      wechat: createWechatChannel(api),
      play: MUTE,
      ...(wechaty && { wechaty: wechaty.delivery }),
    },
    wait: world.wait ?? delay,
    address: () => config.http.publicUrl?.replace(/\/+$/, '') ?? origin(),
  })

  const webhook = createWebhook({
    appId: config.wechat.appId,
    token: config.wechat.token,
    keys: config.wechat.aesKeys.map(createAesKey),
    clock: wall,
    handle(inbound) {
      accountId.hear(inbound.person.account)
      return handleTurn(inbound)
    },
    log,
  })
  const jobs = createJobs(work, log)
  const afterMove = async () => {
    await keepCampaignClock(campaignClock, time)
    await jobs.runOnce()
  }
  const simulator = config.simulated
    ? simulatorFor(config, world, content, campaignClock, origin, afterMove)
    : null
  const http = createHttpServer({
    webhook: config.role === 'worker' ? null : webhook,
    routers: [...pages, ...(simulator ? [simulator.router] : [])],
    home: simulator && '/simulator',
    probes: storage.probes,
    metrics,
    metricsToken: config.http.metricsToken,
    log,
  })
  /** Units that a newcomer may join by scanning; their reminders come as soon as somebody has. */
  async function offerExamples(to: Simulator): Promise<void> {
    const { database } = storage
    const seal = createSeal(config.dataKey, random)
    const at = campaignClock.now()
    const codes = await openExampleRoster({ database, seal, random, campaign: content.campaign, at })
    for (const { name, scene } of codes.toReversed()) to.platform.codes.make(scene, null, name)
  }
  return {
    handleTurn,
    wechaty,
    campaignClock,
    runJobs: jobs.runOnce,
    listen: async () => {
      port = await http.listen(config.http.port, config.http.host)
      if (simulator) await offerExamples(simulator)
      if (config.role !== 'web') jobs.start()
      const park = parkFor(config, storage, campaignClock, random)
      wechaty?.start({ handle: handleTurn, park, papersFor })
      return port
    },
    close: async () => {
      simulator?.close()
      await http.close()
      await jobs.stop()
      await wechaty?.stop()
      await storage.close()
    },
  }
}

async function readContent(directory: string): Promise<Content> {
  const { content, faults } = await loadContent(directory)
  if (content) return content
  const list = faults.map(({ file, line, what }) => `  ${file}:${line}  ${what}`).join('\n')
  throw new AppError('config-bad', `the content has faults; npm run check tells the remedy\n${list}`)
}

function simulatorFor(
  config: Config,
  { wall, random }: World,
  content: Content,
  clock: MovableClock,
  origin: () => string,
  afterMove: () => Promise<void>,
) {
  return createSimulator({
    appId: config.wechat.appId,
    secret: config.wechat.secret ?? '',
    token: config.wechat.token,
    encodingAesKey: config.wechat.aesKeys[0] ?? null,
    accountId: SIMULATED_ACCOUNT,
    webhookUrl: () => `${origin()}/wechat`,
    publicUrl: origin,
    clock,
    wall,
    random,
    menu: () => ({ buttons: toMenuButtons(content.menu, origin()) }),
    afterMove,
  })
}

/** Loaded only here: Wechaty is heavy, and most bureaus have no use for it. */
async function wechatyFor(
  config: PuppetConfig,
  role: Config['role'],
  { wall, log, showLogin = () => {} }: World,
  content: Content,
): Promise<WechatyChannel> {
  if (role === 'web')
    log.warn({}, 'WECHATY_PUPPET: this process sends no reminders; give it ROLE all or worker')
  const { createWechaty } = await import('./wechaty/create-wechaty.ts')
  return createWechaty({ config, speak: createSpeak(content.phrases), wall, log, showLogin })
}

/** A reply that could not be said waits for the next message of whoever it was for. */
function parkFor({ dataKey }: Config, { turns }: Storage, clock: Clock, random: Random): ParkReply {
  const seal = createSeal(dataKey, random)
  const park = createPark({ store: turns, seal, clock, newAttempt: randomUUID })
  return ({ person, key }, late, until) =>
    park(personKey(seal, person), { id: seal.hash('message', key), late, until })
}
