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

/** `isRevoked`: another took its place before its time. */
type Token = { text: string; made: Instant; until: Instant; isRevoked: boolean }

export type AccessToken = { access_token: string; expires_in: number }

export type AccessTokens = ReturnType<typeof createAccessTokens>

/** The tokens of the account's two token interfaces, which do not touch each other (wechat-platform §6.1). */
export function createAccessTokens(clock: Clock, random: Random) {
  const known = new Map<string, Token>()
  const mayForce = createForceLimit(clock)
  let stable: Token | null = null
  let plain: Token | null = null

  function make(): Token {
    const made = clock.now()
    const text = `54_${Buffer.from(random.bytes(102)).toString('base64url')}`
    const token = { text, made, until: made + LIFE_MS, isRevoked: false }
    known.set(text, token)
    if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '')
    return token
  }

  /** A token from the future was made before the campaign's clock was set back. */
  const isFresh = (token: Token): boolean =>
    !token.isRevoked && token.made <= clock.now() && token.until - clock.now() > OVERLAP_MS

  const shown = ({ text, until }: Token): AccessToken => ({
    access_token: text,
    expires_in: Math.floor((until - clock.now()) / 1000),
  })

  return {
    /** The same token as long as it has five minutes to live; the one before stays good to its end. */
    stable(isForced: boolean): AccessToken | ErrorCode {
      const forced = isForced && mayForce()
      if (forced === 45009) return forced
      if (forced && stable) stable.isRevoked = true
      if (!stable || !isFresh(stable)) stable = make()
      return shown(stable)
    },

    /** A new token at every call; the one before lives on for five minutes at most. */
    plain(): AccessToken {
      if (plain) plain.until = Math.min(plain.until, clock.now() + OVERLAP_MS)
      plain = make()
      return shown(plain)
    },

    /** What is wrong with the token of a call; null: nothing. */
    fault(text: string | undefined): ErrorCode | null {
      if (!text) return 41001
      if (!SHAPE.test(text)) return 40014
      const token = known.get(text)
      if (!token || token.isRevoked) return 40001
      return clock.now() < token.until ? null : 42001
    },

    /** Ends every token at once, as if two hours had gone by. */
    expire(): void {
      for (const token of known.values()) token.until = Number.NEGATIVE_INFINITY
    },
  }
}

/** Whether a token may be replaced by force: false sooner than 30 s after the last time, 45009 after 20 times a day. */
function createForceLimit(clock: Clock): () => boolean | 45009 {
  let last = { at: Number.NEGATIVE_INFINITY, day: '', count: 0 }
  return () => {
    const now = clock.now()
    const day = toCivil(now)
    const count = last.day === day ? last.count : 0
    if (count >= FORCED_A_DAY) return 45009
    if (Math.abs(now - last.at) < FORCED_APART_MS) return false
    last = { at: now, day, count: count + 1 }
    return true
  }
}
