import { scrypt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Seal } from '../storage/seal.ts'
import { type AgeIdentity, identityFrom } from './age-identity.ts'
import { plainCode } from './query-code.ts'
import { createTurnstile } from './turnstile.ts'

/** What a query code opens: its tip's row, and what was sealed to the reporter. */
export type ReporterKey = { lookup: string; identity: AgeIdentity }

/** `pretend`: nobody's key, after as long as the last one in turn took, and without its work. */
export type Haste = 'first' | 'in-turn' | 'pretend'

/** In turn unless told otherwise. Throws AppError('too-busy') where too many wait in turn. */
export type ReporterKeys = (code: string, haste?: Haste) => Promise<ReporterKey>

/** 32 MB and about a tenth of a second for each try, on a thread of its own. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }
/** Node has four threads for everything: names and files need some too. */
const AT_ONCE = 2
/** About three seconds' work: whoever came after them would not be answered in time. */
const IN_LINE = 60

/**
 * Derives keys from query codes. The salt hangs on DATA_KEY: whoever has the database alone cannot even begin to guess,
 * and whoever has both pays for each guess. No flood of guesses is in the way of a submission, which goes first.
 */
export function createReporterKeys(
  seal: Pick<Seal, 'hash'>,
  { derive = deriveSlowly, wait = delay as (ms: number) => Promise<unknown> } = {},
): ReporterKeys {
  const salt = seal.hash('tip-code', 'salt')
  const enter = createTurnstile(AT_ONCE, IN_LINE)
  let lastMs = 100

  return async (code, haste = 'in-turn') => {
    if (haste === 'pretend') {
      await wait(lastMs)
      return keyOf(Buffer.alloc(64))
    }
    const began = performance.now()
    const root = await enter(
      () => derive(plainCode(code), salt, 64, COST),
      haste === 'first' ? 'ahead' : undefined,
    )
    if (haste === 'in-turn') lastMs = performance.now() - began
    return keyOf(root)
  }

  function keyOf(root: Buffer): ReporterKey {
    return {
      lookup: seal.hash('tip-lookup', root.subarray(0, 32).toString('hex')),
      identity: identityFrom(root.subarray(32)),
    }
  }
}

const deriveSlowly = promisify<string, string, number, typeof COST, Buffer>(scrypt)
