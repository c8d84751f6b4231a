import type { Router } from '@koa/router'
import { AppError } from '../errors.ts'
import { imageTypeOf } from '../lib/image-type.ts'
import { Hold, Retry, Send } from './api-schema.ts'
import { type Cast, findPersona, type Persona } from './cast.ts'
import type { Phone } from './phone.ts'
import type { Platform } from './platform/platform.ts'
import { sampleThumb, sampleVideo, sampleVoice } from './platform/sample-media.ts'
import type { PersonBody } from './push-xml.ts'
import { readImage, readJson } from './simulator-http.ts'
import type { Stream } from './stream.ts'

/** So many codes are offered for scanning. */
const CODES = 20
/** A code printed elsewhere needs a ticket only for the moment of its scan. */
const PRINTED_SECONDS = 60

export type PhoneParts = {
  cast: Cast
  phone: Phone
  platform: Platform
  stream: Stream
  /** What the page needs to know at first, besides the cast. */
  state: () => object
  /** Where this server is reached, without a closing slash. */
  publicUrl: () => string
  hand: Hand
}

/** Whoever holds the phone, which the page tells: pages of the account are opened by them. */
export type Hand = { openid: string }

/** What the phone's page calls. */
export function phoneRoutes(router: Router, parts: PhoneParts): void {
  const { cast, phone, platform, stream, state, hand } = parts
  const find = (id: string) => findPersona(cast, id)
  router.get('/api/state', ctx => {
    ctx.body = { ...cast, ...state() }
  })
  router.get('/api/stream', ctx => {
    const { after } = ctx.query
    // Koa would take the end of a page for a broken answer.
    ctx.respond = false
    ctx.res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    stream.open(ctx.res, ctx.get('Last-Event-ID') || (typeof after === 'string' ? after : ''))
  })
  router.post('/api/send', async ctx => {
    const sent = await readJson(ctx, Send)
    const persona = find(sent.persona)
    const exchange = await phone.send(persona, toBody(sent, persona, parts))
    ctx.body = { ...exchange, follows: platform.people.find(persona.openid)?.follows ?? false }
  })
  router.post('/api/retry', async ctx => {
    ctx.body = await phone.retry(find((await readJson(ctx, Retry)).persona))
  })
  router.post('/api/image', async ctx => {
    const bytes = await readImage(ctx)
    const mediaType = imageTypeOf(bytes)
    if (mediaType !== 'image/jpeg' && mediaType !== 'image/png')
      throw new AppError('request-bad', 'a JPEG or PNG image is expected')
    ctx.body = { image: platform.media.add({ bytes, mediaType }) }
  })
  router.get('/api/codes', ctx => {
    const codes = platform.codes.newest(CODES)
    ctx.body = { codes: codes.map(({ ticket, scene, label }) => ({ ticket, scene, label })) }
  })
  router.post('/api/hold', async ctx => {
    const { persona, followers } = await readJson(ctx, Hold)
    const persons = followers.map(find)
    for (const { openid } of persons) platform.people.presume(openid)
    hand.openid = find(persona).openid
    ctx.status = 204
  })
}

/** What goes out for it: media get their ids here, and who does not follow yet begins to by scanning. */
function toBody(sent: Send, { openid }: Persona, { platform, publicUrl }: PhoneParts): PersonBody {
  const { media, people } = platform
  switch (sent.kind) {
    case 'image':
      if (!media.read(sent.image)) throw new AppError('request-bad', 'no such photo')
      return { kind: 'image', picUrl: `${publicUrl()}/simulator/media/${sent.image}`, mediaId: sent.image }
    case 'voice':
      return { kind: 'voice', mediaId: media.add(sampleVoice()) }
    case 'video':
      return { kind: 'video', mediaId: media.add(sampleVideo()), thumbMediaId: media.add(sampleThumb()) }
    case 'scan': {
      const code = scanned(sent.scene, sent.ticket, platform)
      return people.find(openid)?.follows ? { kind: 'scan', ...code } : { kind: 'follow', code }
    }
    default:
      return sent
  }
}

function scanned(scene: string, ticket: string | undefined, { codes }: Platform) {
  const code = ticket === undefined ? codes.make(scene, PRINTED_SECONDS) : codes.find(ticket)
  if (!code) throw new AppError('request-bad', 'the code has expired')
  return { scene: code.scene, ticket: code.ticket }
}
