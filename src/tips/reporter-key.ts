import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Seal } from '../storage/seal.ts'
import { type AgeIdentity, identityFrom } from './age-identity.ts'
import { plainCode } from './query-code.ts'
import { createTurnstile } from './turnstile.ts'

/** What a query code opens: its tip's row, and what was sealed to the reporter. */
export type ReporterKey = { lookup: string; identity: AgeIdentity }

export type ReporterKeys = (code: string) => Promise<ReporterKey>

/** 32 MB and about a tenth of a second for each try, on a thread of its own. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }
/** Node has four threads for everything: names and files need some too. */
const AT_ONCE = 2

/**
 * Derives keys from query codes. The salt hangs on DATA_KEY: whoever has the database alone cannot even begin to guess,
 * and whoever has both pays for each guess.
 */
export function createReporterKeys(seal: Pick<Seal, 'hash'>): ReporterKeys {
  const salt = seal.hash('tip-code', 'salt')
  const enter = createTurnstile(AT_ONCE)
  return async code => {
    const root = await enter(() => derive(plainCode(code), salt, 64, COST))
    return {
      lookup: seal.hash('tip-lookup', root.subarray(0, 32).toString('hex')),
      identity: identityFrom(root.subarray(32)),
    }
  }
}

const derive = promisify<string, string, number, typeof COST, Buffer>(scrypt)
