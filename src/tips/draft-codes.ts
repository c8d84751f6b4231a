import { createHmac, hkdfSync } from 'node:crypto'
import { AppError } from '../errors.ts'
import { canonicalJson } from '../lib/canonical-json.ts'
import type { CivilDate } from '../lib/clock.ts'
import { legibleCode, type Random } from '../lib/random.ts'

const SECRET_BYTES = 32
/** More than 54 bits. */
const CODE_LENGTH = 12
const NUMBER_LENGTH = 8

/** What a draft's secret comes to: always the same, so that submitting again after a crash gives the same receipt. */
export type DraftCodes = {
  /** The query code, plain. */
  code: string
  /** Goes into the content. */
  salt: string
  /** `JB20220318-7K3M9PXA`. A further try, where the number is taken, gives another. */
  numberOn(day: CivilDate, attempt: number): string
  /** Tells whether two submissions of this draft say the same; opaque without the secret. */
  markOf(said: unknown): string
}

/** Throws AppError('internal') for a secret that is none. */
export function draftCodes(secret: Uint8Array): DraftCodes {
  if (secret.length !== SECRET_BYTES) throw new AppError('internal', 'a draft secret is 32 bytes')
  return {
    code: legibleCode(drawnFrom(secret, 'code'), CODE_LENGTH),
    salt: Buffer.from(expand(secret, 'salt', 16)).toString('hex'),
    numberOn: (day, attempt) => {
      const drawn = legibleCode(drawnFrom(secret, `number ${attempt}`), NUMBER_LENGTH)
      return `JB${day.replaceAll('-', '')}-${drawn}`
    },
    markOf: said =>
      createHmac('sha256', expand(secret, 'mark', 32))
        .update(canonicalJson(said))
        .digest('hex'),
  }
}

/** A source of bytes that repeats itself. */
function drawnFrom(secret: Uint8Array, use: string): Random {
  let draws = 0
  return { bytes: length => expand(secret, `${use} ${draws++}`, length) }
}

function expand(secret: Uint8Array, use: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `anpei tip ${use}`, length))
}
