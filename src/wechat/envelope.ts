import { AppError } from '../errors.ts'
import type { Instant } from '../lib/clock.ts'
import { type AesKey, decrypt, encrypt } from './cipher.ts'
import { sameSignature, sign } from './signature.ts'
import { cdata, readXml, text } from './xml.ts'

/** A parsed query string; a name that is given twice is a list. */
export type Query = Record<string, string | string[] | undefined>

/** A signed request, and the wall time it came. */
type Signed = { query: Query; token: string; now: Instant }

export type Account = {
  appId: string
  token: string
  /** Current key first, then the previous one; none means plain mode. */
  keys: AesKey[]
}

/** The message inside, and the key that opened it: the reply is sealed with the same one (wechat-platform §1.4). */
export type Opened = { xml: string; key: AesKey | null }

const FRESH_MS = 10 * 60_000

/**
 * Proves that a POST comes from WeChat and opens it. An account with keys takes encrypted bodies only and reads nothing
 * but what was encrypted, so compat mode's plain fields do not count (wechat-platform §1.3, §1.5).
 * Throws `signature-bad`, `signature-stale`, `mode-downgraded`, `appid-foreign`, `xml-malformed` or `request-bad`.
 */
export function openEnvelope(request: Account & Signed & { body: string }): Opened {
  const isEncrypted = one(request.query, 'encrypt_type') === 'aes'
  const sealed = isEncrypted ? text(readXml(request.body), 'Encrypt') : null
  checkSignature(request, sealed)

  const hasKeys = request.keys.length > 0
  if (sealed !== null && hasKeys) return openWithAny(request, sealed)
  if (sealed !== null) throw new AppError('request-bad', 'encrypted, but no EncodingAESKey is configured')
  if (hasKeys) throw new AppError('mode-downgraded')
  return { xml: request.body, key: null }
}

/** Answers URL verification (GET) with the echostr, which an official account gets unencrypted (wechat-platform §1.2). */
export function verifyUrl(request: Signed): string {
  checkSignature(request, null)
  const echo = one(request.query, 'echostr')
  if (!echo) throw new AppError('request-bad', 'echostr is missing')
  return echo
}

export type Seal = {
  appId: string
  token: string
  key: AesKey
  /** Seconds go into the envelope: what comes from the reply repeats with a retry. */
  at: Instant
  random: Uint8Array
  nonce: string
}

/** Encrypts a reply and signs it (wechat-platform §1.6). */
export function sealEnvelope(xml: string, { appId, token, key, at, random, nonce }: Seal): string {
  const timestamp = String(Math.floor(at / 1000))
  const encrypted = encrypt(key, appId, xml, random)
  const signature = sign(token, timestamp, nonce, encrypted)
  return (
    `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`
  )
}

/** `msg_signature` covers the ciphertext; `signature`, all there is in plain mode, covers no body (§1.3). */
function checkSignature({ token, query, now }: Signed, sealed: string | null): void {
  const timestamp = one(query, 'timestamp')
  const nonce = one(query, 'nonce')
  const given = one(query, sealed === null ? 'signature' : 'msg_signature')
  const right = sealed === null ? sign(token, timestamp, nonce) : sign(token, timestamp, nonce, sealed)
  if (!sameSignature(given, right)) throw new AppError('signature-bad')

  const age = now - Number(timestamp) * 1000
  if (!(Math.abs(age) <= FRESH_MS)) throw new AppError('signature-stale')
}

function openWithAny({ appId, keys }: Account, sealed: string): Opened {
  for (const key of keys) {
    const opened = tryDecrypt(key, sealed)
    if (opened?.appId === appId) return { xml: opened.xml, key }
    if (opened) throw new AppError('appid-foreign')
  }
  throw new AppError('signature-bad')
}

function tryDecrypt(key: AesKey, sealed: string): ReturnType<typeof decrypt> | null {
  try {
    return decrypt(key, sealed)
  } catch {
    return null
  }
}

/** A parameter given twice counts as none. */
function one(query: Query, name: string): string {
  const value = query[name]
  return typeof value === 'string' ? value : ''
}
