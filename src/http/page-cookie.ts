import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import type { Instant } from '../lib/clock.ts'
import type { Seal } from '../storage/seal.ts'
import { setCookie } from './set-cookie.ts'

/**
 * What a browser holds after a link was opened. `csrf` guards the forms shown to it: it is the member's of that day, so that
 * a form which lay open while the member opened another link is still the member's own; those of yesterday are `accepted` too.
 */
export type PageSession = { memberId: string; csrf: string; accepted: readonly string[] }

const NAME = 'anpei-page'
const HOURS = 2
const DAY = 86_400_000

export type PageCookie = ReturnType<typeof createPageCookie>

/** The cookie of the unit's pages: sealed, for two hours, and of no use without the membership. Times are wall time. */
export function createPageCookie(seal: Seal, isSecure: boolean) {
  return {
    set(ctx: Context, memberId: string, now: Instant): void {
      const visit = { memberId, expires: now + HOURS * 3_600_000 }
      const sealed = seal.seal('page', NAME, Buffer.from(JSON.stringify(visit)))
      const value = Buffer.from(sealed).toString('base64url')
      setCookie(ctx, { name: NAME, value, path: '/u', seconds: HOURS * 3600, isSecure })
    },

    /** Null for none, an old one, or one that was not made here. */
    read(ctx: Context, now: Instant): PageSession | null {
      const value = ctx.cookies.get(NAME) ?? ''
      const visit = openVisit(value)
      if (!visit || visit.expires <= now) return null
      const { memberId } = visit
      const csrf = tokenOf(memberId, now)
      return { memberId, csrf, accepted: [csrf, tokenOf(memberId, now - DAY)] }
    },
  }

  function tokenOf(memberId: string, at: Instant): string {
    return seal.hash('page-csrf', `${memberId}:${Math.floor(at / DAY)}`)
  }

  function openVisit(value: string): { memberId: string; expires: Instant } | null {
    try {
      const plain = seal.open('page', NAME, Buffer.from(value, 'base64url'))
      return JSON.parse(Buffer.from(plain).toString('utf8'))
    } catch {
      return null
    }
  }
}

/** Compares in constant time. */
export function isEqual(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
