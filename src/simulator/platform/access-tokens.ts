import { toCivil } from '../../campaign/civil-date.ts'
import type { Clock, Instant } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import type { ErrorCode } from './error-codes.ts'

const LIFE_MS = 7_200_000
/** So long before its end the next one is made, and so long the two overlap (wechat-platform §6.1). */
const OVERLAP_MS = 300_000
const FORCED_APART_MS = 30_000
const FORCED_A_DAY = 20
/** Real ones are some 140 characters long and begin with a number. */
const SHAPE = /^\d+_[\w-]{100,}$/
const REMEMBERED = 200

type Token = { text: string; made: Instant; until: Instant }

export type AccessToken = { access_token: string; expires_in: number }

export type AccessTokens = ReturnType<typeof createAccessTokens>

/** The tokens of the account's two token interfaces, which do not touch each other (wechat-platform §6.1). */
export function createAccessTokens(clock: Clock, random: Random) {
  /** By text, the newest last. `until` null: invalidated before its time. */
  const known = new Map<string, Instant | null>()
  let stable: Token | null = null
  let plain: Token | null = null
  let forced = { at: Number.NEGATIVE_INFINITY, day: '', count: 0 }

  function make(): Token {
    const made = clock.now()
    const text = `54_${Buffer.from(random.bytes(102)).toString('base64url')}`
    known.set(text, made + LIFE_MS)
    for (const old of known.keys()) {
      if (known.size <= REMEMBERED) break
      known.delete(old)
    }
    return { text, made, until: made + LIFE_MS }
  }

  /** A token from the future was made before the campaign's clock was set back. */
  const isFresh = (token: Token | null): token is Token =>
    token !== null && token.made <= clock.now() && token.until - clock.now() > OVERLAP_MS

  function force(): ErrorCode | null {
    const now = clock.now()
    const day = toCivil(now)
    const count = forced.day === day ? forced.count : 0
    if (count >= FORCED_A_DAY) return 45009
    // Nearer together it is answered like any other call.
    if (Math.abs(now - forced.at) < FORCED_APART_MS) return null
    forced = { at: now, day, count: count + 1 }
    if (stable) known.set(stable.text, null)
    stable = make()
    return null
  }

  const shown = (token: Token): AccessToken => ({
    access_token: token.text,
    expires_in: Math.floor((token.until - clock.now()) / 1000),
  })

  return {
    /** The same token as long as it has five minutes to live; the one before stays good to its end. */
    stable(isForced: boolean): AccessToken | ErrorCode {
      const refused = isForced ? force() : null
      if (refused) return refused
      if (!isFresh(stable)) stable = make()
      return shown(stable)
    },

    /** A new token at every call; the one before lives on for five minutes at most. */
    plain(): AccessToken {
      if (plain) shorten(known, plain.text, clock.now() + OVERLAP_MS)
      plain = make()
      return shown(plain)
    },

    /** What is wrong with the token of a call; null: nothing. */
    fault(text: string | undefined): ErrorCode | null {
      if (!text) return 41001
      if (!SHAPE.test(text)) return 40014
      const until = known.get(text)
      if (until === undefined || until === null) return 40001
      return clock.now() < until ? null : 42001
    },

    /** Ends every token at once, as if two hours had gone by. */
    expire(): void {
      for (const [text, until] of known) if (until !== null) known.set(text, Number.NEGATIVE_INFINITY)
      stable = null
      plain = null
    },
  }
}

function shorten(known: Map<string, Instant | null>, text: string, latest: Instant): void {
  const until = known.get(text)
  if (typeof until === 'number') known.set(text, Math.min(until, latest))
}
