import { Router } from '@koa/router'
import type { Clock, MovableClock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { MenuButton } from '../wechat/api/menu.ts'
import { createAesKey } from '../wechat/cipher.ts'
import { createCampaignWalk } from './campaign-walk.ts'
import { type Cast, readCast } from './cast.ts'
import { clockRoutes } from './clock-routes.ts'
import { ANSWER_MS } from './deliver.ts'
import { openTagRoutes } from './open-tag-routes.ts'
import { panelRoutes } from './panel-routes.ts'
import { Phone, type PhoneOptions } from './phone.ts'
import { type Hand, phoneRoutes } from './phone-routes.ts'
import type { AccountKind } from './platform/account-kind.ts'
import { createPlatform, type Platform } from './platform/platform.ts'
import { PLATFORM_PATH } from './platform/platform-fetch.ts'
import { platformRoutes } from './platform-routes.ts'
import { serveMedia, servePage } from './serve-page.ts'
import { answerFaults } from './simulator-http.ts'
import { createStream, type Stream } from './stream.ts'

export type SimulatorOptions = {
  appId: string
  secret: string
  accountKind?: AccountKind
  token: string
  /** null: plain mode, nothing is encrypted. */
  encodingAesKey: string | null
  /** The account's original id, `gh_…`. */
  accountId: string
  webhookUrl: () => string
  /** Where the product reaches this server, without a closing slash: photos are fetched from there. */
  publicUrl: () => string
  /** The campaign's clock, which the page moves. */
  clock: MovableClock
  /** Wall time, for signatures and CreateTime: the product holds them against its own clock. */
  wall: Clock
  random: Random
  /** Shown while the account has published none. */
  menu: () => { buttons: MenuButton[] }
  /** The product's jobs after the campaign's clock has moved. */
  afterMove?: () => Promise<void>
  /** Other daily limits of the API than WeChat's, by path. */
  quotas?: Record<string, number>
  /** How long the platform waits for one answer; WeChat's 5 s unless told. */
  answerMs?: number
}

/** So long after an answer the platform pushes what came of it. */
const MOMENT_MS = 50

export type Simulator = {
  router: Router
  platform: Platform
  /** Ends what would keep the server from closing. */
  close(): void
}

/** A stand-in for the WeChat platform, with a phone in the browser, under /simulator. It knows the product by its webhook only. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { clock, menu, publicUrl, afterMove = async () => {} } = options
  const cast = readCast(options.accountId)
  // Not from `random`: what the product draws first would then differ with and without a simulator.
  const stream = createStream(options.wall.now().toString(36))
  const hand = { openid: cast.personas[0]?.openid ?? '' }
  const shownMenu = () => ({ buttons: platform.menu() ?? menu().buttons })
  const { phone, platform } = connect(options, cast, stream, hand, () => stream.announce('menu', shownMenu()))
  const walk = createCampaignWalk({
    clock,
    afterMove: async () => {
      await afterMove()
      await platform.settled()
    },
    onMove: state => stream.announce('clock', state),
  })
  const state = () => ({
    menu: shownMenu(),
    clock: walk.state(),
    encrypted: options.encodingAesKey !== null,
  })

  const router = new Router({ prefix: '/simulator' })
  router.use(answerFaults)
  phoneRoutes(router, { cast, phone, platform, stream, state, publicUrl, hand })
  clockRoutes(router, walk)
  panelRoutes(router, cast, platform)
  openTagRoutes(router, {
    platform,
    appId: options.appId,
    hand,
    onChoose: () => stream.announce('platform', {}),
  })
  serveMedia(router, platform.media)
  servePage(router)
  platformRoutes(router, platform)
  const close = () => {
    walk.stop()
    stream.close()
  }
  return { router, platform, close }
}

/** Phone and platform hear each other: what a person does opens windows, what comes of a send is pushed. */
function connect(
  options: SimulatorOptions,
  cast: Cast,
  stream: Stream,
  hand: Hand,
  onMenuChange: () => void,
) {
  const { appId, secret, accountKind = 'verified-service', clock, random, publicUrl, quotas = {} } = options
  const phone = createPhone(options, (openid, body) => platform.hear(openid, body))
  const platform = createPlatform({
    account: { appId, secret, kind: accountKind },
    clock,
    random,
    push: event => phone.report(event),
    show: (openid, incoming) => stream.publish('incoming', { openid, at: clock.now(), incoming }),
    showTyping: (openid, isOn) => stream.announce('typing', { openid, isOn }),
    onMenuChange,
    people: cast.personas.map(({ openid }) => openid),
    holder: () => hand.openid,
    base: () => `${publicUrl()}${PLATFORM_PATH}`,
    quotas,
    momentMs: MOMENT_MS,
  })
  return { phone, platform }
}

function createPhone(options: SimulatorOptions, hear: PhoneOptions['hear']): Phone {
  const { appId, token, accountId, encodingAesKey } = options
  const key = encodingAesKey === null ? null : createAesKey(encodingAesKey)
  return new Phone({
    credentials: { appId, token, accountId, key },
    webhookUrl: options.webhookUrl,
    wall: options.wall,
    random: options.random,
    answerMs: options.answerMs ?? ANSWER_MS,
    hear,
  })
}
