import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type Clock, systemClock } from '../../src/lib/clock.ts'
import { type Random, systemRandom } from '../../src/lib/random.ts'
import { type Push, type PushBody, pushXml } from '../../src/simulator/push-xml.ts'
import { type Reading, readReply } from '../../src/simulator/read-reply.ts'
import { type Credentials, type SealedPush, sealPush } from '../../src/simulator/seal-push.ts'
import { createAesKey } from '../../src/wechat/cipher.ts'

export type PlatformOptions = {
  /** Where pushes go unless a call says otherwise. */
  webhookUrl?: () => string
  appId: string
  token: string
  /** null is plain mode. */
  encodingAesKey: string | null
  /** Original id of the account, which pushes are addressed to. */
  accountId?: string
  /** Compat mode: the open fields stand beside what is encrypted (wechat-platform §1.3). */
  compat?: boolean
  wall?: Clock
  random?: Random
}

/** `bytes` is the body as it came; `text` is what the phone shows, '' for silence. */
export type Answer = { status: number; bytes: Buffer; text: string }

export type Sending = {
  written: Promise<void>
  answer: Promise<Answer>
  /** Closes the connection without having heard an answer. */
  hangUp(): void
}

/** One follower of the account. An answer WeChat would show as its own fault rejects, as a broken connection does. */
export type Follower = {
  openid: string
  send(message: string | PushBody): Promise<Answer>
  /** The same push with the same MsgId, freshly signed, as WeChat retries. */
  resend(url?: string): Promise<Answer>
  /** Sends without waiting for the answer; `url` names another instance. */
  post(message: string | PushBody, url?: string): Sending
  repost(url?: string): Sending
}

export type Platform = { follower(name: string): Follower }

/** WeChat as the product meets it: signed pushes over HTTP, and its own judgement of what comes back. */
export function createPlatform(options: PlatformOptions): Platform {
  const { webhookUrl = noUrl, appId, token, encodingAesKey, compat = false } = options
  const { accountId = 'gh_0123456789ab', wall = systemClock, random = systemRandom } = options
  const credentials = {
    appId,
    token,
    accountId,
    key: encodingAesKey === null ? null : createAesKey(encodingAesKey),
  }
  let sent = 0

  function newPush(openid: string, message: string | PushBody): Push {
    const createTime = Math.floor(wall.now() / 1000)
    sent += 1
    const msgId = String((BigInt(createTime) << 32n) + BigInt(sent))
    const body: PushBody = typeof message === 'string' ? { kind: 'text', text: message } : message
    return { account: accountId, openid, createTime, msgId, body }
  }

  function deliver(push: Push, url: string): Sending {
    const xml = pushXml(push)
    const sealed = sealPush(xml, credentials, {
      webhookUrl: url,
      openid: push.openid,
      now: wall.now(),
      random,
    })
    const { written, response, hangUp } = post(compat ? besideOpenFields(sealed, xml) : sealed)
    const answer = response.then(({ status, bytes }) => {
      return { status, bytes, text: shown(status, bytes, credentials, push) }
    })
    // Whoever kills the product may have no use for the answer.
    answer.catch(() => {})
    return { written, answer, hangUp }
  }

  return {
    follower(name) {
      const openid = `o${createHash('sha256').update(name).digest('base64url').slice(0, 27)}`
      let last: Push | undefined
      const again = (url?: string) => {
        if (!last) throw new Error(`${name} has sent nothing yet`)
        return deliver(last, url ?? webhookUrl())
      }
      const anew = (message: string | PushBody, url?: string) => {
        last = newPush(openid, message)
        return deliver(last, url ?? webhookUrl())
      }
      return {
        openid,
        post: anew,
        repost: again,
        send: message => anew(message).answer,
        resend: url => again(url).answer,
      }
    },
  }
}

function noUrl(): never {
  throw new Error('no webhookUrl was given')
}

/** On a connection of its own, so that `written` means this request. */
function post({ url, headers, body }: SealedPush) {
  const outgoing = request(url, {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  })
  const response = new Promise<{ status: number; bytes: Buffer }>((resolve, reject) => {
    outgoing.once('error', reject)
    outgoing.once('response', incoming => {
      buffer(incoming).then(bytes => resolve({ status: incoming.statusCode ?? 0, bytes }), reject)
    })
  })
  const written = new Promise<void>((resolve, reject) => {
    outgoing.once('finish', resolve)
    outgoing.once('error', reject)
  })
  written.catch(() => {})
  outgoing.end(body)
  return { written, response, hangUp: () => void outgoing.destroy() }
}

function besideOpenFields(sealed: SealedPush, xml: string): SealedPush {
  const encrypted = /<Encrypt>.*<\/Encrypt>/s.exec(sealed.body)?.[0] ?? ''
  return { ...sealed, body: xml.replace('</xml>', `${encrypted}</xml>`) }
}

function shown(status: number, bytes: Buffer, credentials: Credentials, push: Push): string {
  if (status !== 200) throw new Error(`the webhook answered ${status}`)
  const reading: Reading = readReply(bytes.toString('utf8'), credentials, push)
  if (reading.outcome === 'fault') throw new Error(`WeChat shows its fault: ${reading.fault}`)
  if (reading.outcome === 'silence') return ''
  return reading.bubbles.map(bubble => (bubble.kind === 'text' ? bubble.text : bubble.kind)).join('\n')
}
