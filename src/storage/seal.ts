import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Random } from '../lib/random.ts'

/**
 * Encryption of fields and sessions under DATA_KEY. `purpose` names the kind of data and selects its own subkey;
 * `bound` ties the bytes to their place (a record id, a person key), so that they cannot be moved to another.
 */
export type Seal = {
  seal(purpose: string, bound: string, plain: Uint8Array): Uint8Array
  /** Rejects everything that was not sealed here for this purpose and place: AppError('internal'), without detail. */
  open(purpose: string, bound: string, sealed: Uint8Array): Uint8Array
  /** A keyed hash for look-up and for keys: 32 hexadecimal characters, the same for the same text. */
  hash(purpose: string, text: string): string
}

const CIPHER = 'aes-256-gcm'
const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES

/** Sealed bytes are version (1) · IV (12) · tag (16) · ciphertext. */
export function createSeal(dataKey: Uint8Array, random: Random): Seal {
  if (dataKey.length !== 32) throw new AppError('config-bad', 'DATA_KEY is 32 bytes')
  const sealKey = subkeys(dataKey, 'seal')
  const hashKey = subkeys(dataKey, 'hash')

  return {
    seal(purpose, bound, plain) {
      const iv = random.bytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, sealKey(purpose), iv, { authTagLength: TAG_BYTES })
      cipher.setAAD(placeOf(purpose, bound))
      const body = cipher.update(plain)
      cipher.final()
      return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body])
    },
    open(purpose, bound, sealed) {
      if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new AppError('internal')
      const iv = sealed.subarray(1, 1 + IV_BYTES)
      const decipher = createDecipheriv(CIPHER, sealKey(purpose), iv, { authTagLength: TAG_BYTES })
      decipher.setAAD(placeOf(purpose, bound))
      decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES))
      const plain = decipher.update(sealed.subarray(HEAD_BYTES))
      finish(decipher)
      return plain
    },
    hash: (purpose, text) => createHmac('sha256', hashKey(purpose)).update(text).digest('hex').slice(0, 32),
  }
}

/** HKDF-SHA256 once per purpose; purposes are constants of the code, so there are few. */
function subkeys(dataKey: Uint8Array, use: 'seal' | 'hash'): (purpose: string) => Uint8Array {
  const known = new Map<string, Uint8Array>()
  return purpose => {
    const found = known.get(purpose)
    if (found) return found
    const key = new Uint8Array(hkdfSync('sha256', dataKey, '', `anpei v${VERSION} ${use} ${purpose}`, 32))
    known.set(purpose, key)
    return key
  }
}

function placeOf(purpose: string, bound: string): Uint8Array {
  return Buffer.from(`${purpose}\0${bound}`)
}

/** The library's message would say which check failed. */
function finish(decipher: { final(): Uint8Array }): void {
  try {
    decipher.final()
  } catch {
    throw new AppError('internal')
  }
}
