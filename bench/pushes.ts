import { systemClock } from '../src/lib/clock.ts'
import { systemRandom } from '../src/lib/random.ts'
import { pushXml } from '../src/simulator/push-xml.ts'
import { sealPush } from '../src/simulator/seal-push.ts'
import { ACCOUNT } from './account.ts'

let sent = 0

/**
 * What each connection sends, one request after the other: all persons say the first word, then the second, and so on.
 * A person stays on one connection, so that they never wait for themselves. Good for ten minutes, then stale.
 */
export function pushesOf(persons: string[], words: string[], connections: number): Buffer[][] {
  const queues: Buffer[][] = Array.from({ length: connections }, () => [])
  for (const word of words) {
    for (const [index, openid] of persons.entries()) queues[index % connections]!.push(push(openid, word))
  }
  return queues
}

/** One text message as the bytes of an HTTP/1.1 request. */
function push(openid: string, text: string): Buffer {
  const now = systemClock.now()
  const message = {
    account: ACCOUNT.accountId,
    openid,
    createTime: Math.floor(now / 1000),
    msgId: String(7_000_000_000_000_000 + ++sent),
  }
  const xml = pushXml({ ...message, body: { kind: 'text', text } })
  const { url, headers, body } = sealPush(xml, ACCOUNT, {
    webhookUrl: 'http://localhost/wechat',
    openid,
    now,
    random: systemRandom,
  })
  const { host, pathname, search } = new URL(url)
  const fields = { host, ...headers, 'content-length': String(Buffer.byteLength(body)) }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([`POST ${pathname}${search} HTTP/1.1`, ...lines, '', body].join('\r\n'))
}
