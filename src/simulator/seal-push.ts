import type { Instant } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import { type AesKey, encrypt } from '../wechat/cipher.ts'
import { sign } from '../wechat/signature.ts'
import { cdata } from '../wechat/xml.ts'

/** What the account's settings page holds; `key` null is plain mode. */
export type Credentials = { appId: string; token: string; key: AesKey | null; accountId: string }

export type SealedPush = { url: string; headers: Record<string, string>; body: string }

type Occasion = { webhookUrl: string; openid: string; now: Instant; random: Random }

/**
 * One POST as WeChat makes it: signed in the query, encrypted in safe mode (wechat-platform §1.3-1.5).
 * The timestamp is wall time also while the campaign's clock stands in another year: the product refuses stale ones.
 */
export function sealPush(xml: string, credentials: Credentials, occasion: Occasion): SealedPush {
  const timestamp = String(Math.floor(occasion.now / 1000))
  const nonce = String(Buffer.from(occasion.random.bytes(4)).readUInt32BE())
  const url = new URL(occasion.webhookUrl)
  const query = url.searchParams
  query.set('signature', sign(credentials.token, timestamp, nonce))
  query.set('timestamp', timestamp)
  query.set('nonce', nonce)
  query.set('openid', occasion.openid)
  if (!credentials.key) return post(url, xml)

  const encrypted = encrypt(credentials.key, credentials.appId, xml, occasion.random.bytes(16))
  query.set('encrypt_type', 'aes')
  query.set('msg_signature', sign(credentials.token, timestamp, nonce, encrypted))
  const account = `<ToUserName>${cdata(credentials.accountId)}</ToUserName>`
  return post(url, `<xml>\n${account}\n<Encrypt>${cdata(encrypted)}</Encrypt>\n</xml>`)
}

function post(url: URL, body: string): SealedPush {
  return {
    url: url.href,
    headers: { 'content-type': 'text/xml', 'user-agent': 'Mozilla/4.0', accept: '*/*', pragma: 'no-cache' },
    body,
  }
}
