import type { Context, Middleware } from 'koa'
import { AppError, ERRORS, toAppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Inbound } from '../turn/inbound.ts'
import type { Reply } from '../turn/reply.ts'
import { type AesKey, deriveNonce } from './cipher.ts'
import { type Account, openEnvelope, sealEnvelope, verifyUrl } from './envelope.ts'
import { toInbound } from './inbound.ts'
import { readBody } from './read-body.ts'
import { createRefusalLog, type WebhookLog } from './refusal-log.ts'
import { writeReply } from './reply.ts'
import { readXml } from './xml.ts'

export type WebhookOptions = Account & {
  /** Wall time: WeChat's timestamps are held against it. */
  clock: Clock
  /** Hears one message; null says nothing. It is expected to answer within WeChat's 5 s, also when it fails. */
  handle: (inbound: Inbound) => Promise<Reply | null>
  log: WebhookLog
}

const TEXT = 'text/plain; charset=utf-8'
const XML = 'application/xml; charset=utf-8'

/** The answer WeChat takes for “received, nothing to say”; it is never encrypted (wechat-platform §1.5, §3.1). */
const NOTHING_TO_SAY = 'success'

/** GET and POST /wechat. It reads the raw body, so it stands before any body parser. */
export function createWebhook(options: WebhookOptions): Middleware {
  const { token, clock, log } = options
  const logRefusal = createRefusalLog(log, clock)

  return async function wechatWebhook(ctx) {
    try {
      if (ctx.method === 'POST') await receive(ctx, options)
      else say(ctx, TEXT, verifyUrl({ query: ctx.query, token, now: clock.now() }))
    } catch (thrown) {
      const { code } = toAppError(thrown)
      logRefusal(code)
      ctx.status = ERRORS[code].status
      ctx.body = ''
    }
  }
}

/** Whatever throws up to `checkPerson` is the sender's fault; after it the push is genuine and gets its 200. */
async function receive(ctx: Context, options: WebhookOptions): Promise<void> {
  const body = await readBody(ctx.req)
  const { xml, key } = openEnvelope({ ...options, query: ctx.query, body, now: options.clock.now() })
  const inbound = toInbound(readXml(xml))
  checkPerson(ctx, inbound)
  const reply = await answer(inbound, options)
  if (!reply) return say(ctx, TEXT, NOTHING_TO_SAY)
  const plain = writeReply(reply, inbound.person.id, inbound.person.account)
  say(ctx, XML, key ? seal(plain, key, inbound, reply, options) : plain)
}

/** WeChat does not sanitise what people type: XML in a message could name another sender (wechat-platform §10 no. 5). */
function checkPerson(ctx: Context, inbound: Inbound): void {
  const { openid } = ctx.query
  if (openid !== undefined && openid !== inbound.person.id) throw new AppError('person-mismatch')
}

async function answer(inbound: Inbound, { handle, log }: WebhookOptions): Promise<Reply | null> {
  try {
    return await handle(inbound)
  } catch (thrown) {
    log.error(
      { code: toAppError(thrown).code, error: toAppError(thrown).message },
      'a turn failed without an answer',
    )
    return null
  }
}

/** Everything random or timed comes from the message and its reply, so that a retry gets the same bytes. */
function seal(plain: string, key: AesKey, inbound: Inbound, reply: Reply, { appId, token }: Account): string {
  const { random, nonce } = deriveNonce(key, `${inbound.key}\n${plain}`)
  return sealEnvelope(plain, { appId, token, key, at: reply.at, random, nonce })
}

function say(ctx: Context, type: string, body: string): void {
  ctx.type = type
  ctx.body = body
}
