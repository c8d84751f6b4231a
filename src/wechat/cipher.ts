import { isUtf8 } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { AppError } from '../errors.ts'

/** An EncodingAESKey, decoded. A KeyObject shows nothing of itself when it is logged or inspected. */
export type AesKey = KeyObject

/** WXBizMsgCrypt pads to 32 bytes, not to the 16 of AES (wechat-platform §1.4): OpenSSL's own padding is off. */
const PADDING_BLOCK = 32
/** 16 random bytes, then the length of the message in bytes. */
const PREFIX = 20

/**
 * Keys come as 43 characters whose unused trailing bits are often set: lenient decoding is right (wechat-platform §1.4).
 * Anything else throws `config-bad`.
 */
export function createAesKey(encodingAesKey: string): AesKey {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) {
    throw new AppError('config-bad', 'an EncodingAESKey has 43 characters of A-Z a-z 0-9 + /')
  }
  return createSecretKey(Buffer.from(`${encodingAesKey}=`, 'base64'))
}

/** Seals a message for `appId`; `random16` stands in for the IV, which WeChat fixes to the start of the key. */
export function encrypt(key: AesKey, appId: string, xml: string, random16: Uint8Array): string {
  const length = Buffer.byteLength(xml)
  const end = PREFIX + length + Buffer.byteLength(appId)
  const padding = PADDING_BLOCK - (end % PADDING_BLOCK)
  const plain = Buffer.alloc(end + padding, padding)
  plain.set(random16)
  plain.writeUInt32BE(length, PREFIX - 4)
  plain.write(xml, PREFIX)
  plain.write(appId, PREFIX + length)

  const cipher = createCipheriv('aes-256-cbc', key, ivOf(key)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

/** Opens a message; every fault is the same `signature-bad`, so that a forger learns nothing from the answer. */
export function decrypt(key: AesKey, encrypted: string): { xml: string; appId: string } {
  const sealed = Buffer.from(encrypted, 'base64')
  if (sealed.length === 0 || sealed.length % 16 !== 0) throw new AppError('signature-bad')
  const decipher = createDecipheriv('aes-256-cbc', key, ivOf(key)).setAutoPadding(false)
  const plain = unpad(Buffer.concat([decipher.update(sealed), decipher.final()]))

  if (plain.length < PREFIX) throw new AppError('signature-bad')
  const end = PREFIX + plain.readUInt32BE(PREFIX - 4)
  if (end > plain.length) throw new AppError('signature-bad')
  const message = plain.subarray(PREFIX, end)
  if (!isUtf8(message)) throw new AppError('signature-bad')
  return { xml: message.toString(), appId: plain.toString('utf8', end) }
}

/**
 * Randomness that a retry repeats: a keyed function of what is said, so that equal replies are equal on the wire
 * and different ones share nothing. The nonce is decimal, as WeChat's own are.
 */
export function deriveNonce(key: AesKey, seed: string): { random: Uint8Array; nonce: string } {
  const digest = createHmac('sha256', key).update(seed).digest()
  return { random: digest.subarray(0, 16), nonce: String(digest.readUInt32BE(16)) }
}

function ivOf(key: AesKey): Uint8Array {
  return key.export().subarray(0, 16)
}

function unpad(plain: Buffer): Buffer {
  const padding = plain.at(-1)!
  const end = plain.length - padding
  if (padding < 1 || padding > PADDING_BLOCK || end < 0) throw new AppError('signature-bad')
  for (let at = end; at < plain.length; at++) {
    if (plain[at] !== padding) throw new AppError('signature-bad')
  }
  return plain.subarray(0, end)
}
