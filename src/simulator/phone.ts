import { AppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { Persona } from './cast.ts'
import { type Delivery, deliver } from './deliver.ts'
import type { PlatformEvent } from './platform/event-queue.ts'
import { type PersonBody, type Push, type PushBody, pushXml } from './push-xml.ts'
import { type Bubble, type Reading, readReply } from './read-reply.ts'
import { type Credentials, sealPush } from './seal-push.ts'

export type PhoneOptions = {
  credentials: Credentials
  webhookUrl: () => string
  wall: Clock
  random: Random
  answerMs: number
  /** Hears what a person does before it goes out. */
  hear: (openid: string, body: PersonBody) => void
}

/** What one push brought to the screen and what went over the wire for it. */
export type Exchange = { bubbles: Bubble[]; wire: Wire }

export type Wire = {
  request: { url: string; headers: Record<string, string>; encrypted: string; open: string }
  /** Of the last try. In plain mode `encrypted` is the open text; `status` is null where nothing answered. */
  reply: { encrypted: string; open: string; status: number | null; ms: number }
  tries: { status: number | null; ms: number; fault: string | null }[]
}

/** Sends as the personas do and remembers each one's last push for a retry. */
export class Phone {
  readonly #options: PhoneOptions
  readonly #last = new Map<string, { push: Push; open: string }>()

  constructor(options: PhoneOptions) {
    this.#options = options
  }

  async send(persona: Persona, body: PersonBody): Promise<Exchange> {
    this.#options.hear(persona.openid, body)
    const sent = { push: this.#newPush(persona.openid, body), open: '' }
    this.#last.set(persona.id, sent)
    const { exchange, open } = await this.#exchange(sent.push)
    sent.open = open
    return exchange
  }

  /** Sends the last push again, MsgId and CreateTime included. `same`: the opened reply is the one it got at first. */
  async retry(persona: Persona): Promise<Exchange & { same: boolean }> {
    const last = this.#last.get(persona.id)
    if (!last) throw new AppError('not-found', `${persona.id} has sent nothing since the start`)
    const { exchange, open } = await this.#exchange(last.push)
    return { ...exchange, same: open === last.open }
  }

  /** Sends what the platform itself reports about a person; the phone shows nothing for it. */
  async report({ openid, body }: PlatformEvent): Promise<void> {
    await this.#exchange(this.#newPush(openid, body))
  }

  /** Real MsgIds carry the second of sending in their upper half; they exceed 2^53, so they stay text. */
  #newPush(openid: string, body: PushBody): Push {
    const { credentials, wall, random } = this.#options
    const createTime = Math.floor(wall.now() / 1000)
    const low = Buffer.from(random.bytes(4)).readUInt32BE()
    const msgId = String((BigInt(createTime) << 32n) | BigInt(low))
    return { account: credentials.accountId, openid, createTime, msgId, body }
  }

  async #exchange(push: Push): Promise<{ exchange: Exchange; open: string }> {
    const { credentials, webhookUrl, wall, random, answerMs } = this.#options
    const xml = pushXml(push)
    const delivery = await deliver({
      seal: () =>
        sealPush(xml, credentials, {
          webhookUrl: webhookUrl(),
          openid: push.openid,
          now: wall.now(),
          random,
        }),
      read: body => readReply(body, credentials, push),
      wall,
      answerMs,
    })
    const { reading } = delivery.tries.at(-1)!
    const exchange = { bubbles: shown(push, reading), wire: wireOf(xml, delivery) }
    return { exchange, open: reading.open }
  }
}

/** A fault is shown where an answer was due; WeChat shows nothing for an opened page or to one who has left. */
function shown({ body }: Push, reading: Reading): Bubble[] {
  if (body.kind === 'view' || body.kind === 'unfollow') return []
  if (reading.outcome === 'fault') return [{ kind: 'fault' }]
  return reading.outcome === 'message' ? reading.bubbles : []
}

function wireOf(open: string, { request, tries }: Delivery): Wire {
  const last = tries.at(-1)!
  return {
    request: { url: request.url, headers: request.headers, encrypted: request.body, open },
    reply: { encrypted: last.body, open: last.reading.open, status: last.status, ms: last.ms },
    tries: tries.map(({ status, ms, reading }) => ({
      status,
      ms,
      fault: reading.outcome === 'fault' ? reading.fault : null,
    })),
  }
}
