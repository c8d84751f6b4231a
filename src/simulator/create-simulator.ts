import { Router } from '@koa/router'
import { AppError } from '../errors.ts'
import type { Clock, MovableClock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import { createAesKey } from '../wechat/cipher.ts'
import { Move, Retry, Send } from './api-schema.ts'
import { campaignDate, moveCampaign } from './campaign-date.ts'
import { type Persona, readCast } from './cast.ts'
import { ANSWER_MS } from './deliver.ts'
import { ImageStore } from './image-store.ts'
import { Phone } from './phone.ts'
import { serveImages, servePage } from './serve-page.ts'
import { answerFaults, readImage, readJson } from './simulator-http.ts'

/** As in WeChat's menu API (wechat-platform §8): a button has a type, or sub-buttons. */
export type MenuButton = {
  name: string
  type?: string | undefined
  key?: string | undefined
  url?: string | undefined
  sub_button?: MenuButton[] | undefined
}

export type SimulatorOptions = {
  appId: string
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
  menu: { buttons: MenuButton[] }
  /** How long the platform waits for one answer; WeChat's 5 s unless told. */
  answerMs?: number
}

/** A stand-in for the WeChat platform, with a phone in the browser, under /simulator. It knows the product by its webhook only. */
export function createSimulator(options: SimulatorOptions): Router {
  const { account, personas } = readCast(options.accountId)
  const images = new ImageStore(options.random, options.publicUrl)
  const phone = createPhone(options)
  const { clock, menu } = options
  const clockState = () => ({ now: clock.now(), date: campaignDate(clock.now()) })

  const router = new Router({ prefix: '/simulator' })
  router.use(answerFaults)
  router.get('/api/state', ctx => {
    ctx.body = { account, personas, menu, clock: clockState(), encrypted: options.encodingAesKey !== null }
  })
  router.post('/api/send', async ctx => {
    const { persona, ...sent } = await readJson(ctx, Send)
    const body = sent.kind === 'image' ? { kind: sent.kind, picUrl: images.url(sent.image) } : sent
    ctx.body = await phone.send(find(personas, persona), body)
  })
  router.post('/api/retry', async ctx => {
    ctx.body = await phone.retry(find(personas, (await readJson(ctx, Retry)).persona))
  })
  router.post('/api/clock', async ctx => {
    moveCampaign(clock, await readJson(ctx, Move))
    ctx.body = clockState()
  })
  router.post('/api/image', async ctx => {
    ctx.body = { image: images.add(await readImage(ctx)) }
  })
  serveImages(router, images)
  servePage(router)
  return router
}

function createPhone({ appId, token, accountId, encodingAesKey, ...options }: SimulatorOptions): Phone {
  return new Phone({
    credentials: {
      appId,
      token,
      accountId,
      key: encodingAesKey === null ? null : createAesKey(encodingAesKey),
    },
    webhookUrl: options.webhookUrl,
    wall: options.wall,
    random: options.random,
    answerMs: options.answerMs ?? ANSWER_MS,
  })
}

function find(personas: Persona[], id: string): Persona {
  const persona = personas.find(one => one.id === id)
  if (!persona)
    throw new AppError('request-bad', `persona is one of ${personas.map(one => one.id).join(', ')}`)
  return persona
}
