import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import type { Instant } from '../lib/clock.ts'
import type { Seal } from '../storage/seal.ts'
import { setCookie } from './set-cookie.ts'

/** What a browser holds after a link was opened; `csrf` guards the forms shown to it. */
export type PageSession = { memberId: string; csrf: string }

const NAME = 'anpei-page'
const HOURS = 2

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
      return visit && visit.expires > now
        ? { memberId: visit.memberId, csrf: seal.hash('page-csrf', value) }
        : null
    },
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
