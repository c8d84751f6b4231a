import type { Instant } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'

/** Where a link leads: a page below `/u`. */
export type PagePurpose = 'home' | 'check' | 'problems' | 'filings' | `filings/${string}`

export const LINK_HOURS = 24
const TOKEN_BYTES = 24

/**
 * Links that let a member into the unit's pages: 24 h, one use, gone with the membership. Times are wall time. Of a token
 * only its keyed hash is stored.
 */
export interface PageLinks {
  /** The path to be put behind PUBLIC_URL. Made for a message, a retry of that message gets the same. */
  make(memberId: string, purpose: PagePurpose, now: Instant, message?: string): Promise<string>
  /** Whether the link would open now; looking does not spend it. */
  opens(token: string, now: Instant): Promise<boolean>
  /** Spends it; null where it does not open, whatever the reason. */
  spend(token: string, now: Instant): Promise<{ memberId: string; purpose: PagePurpose } | null>
}

export function createPageLinks(deps: { database: Database; seal: Seal; random: Random }): PageLinks {
  const { seal, random } = deps
  const { db } = deps.database
  const hashOf = (token: string) => seal.hash('page-link', token)

  return {
    async make(memberId, purpose, now, message) {
      const token = message
        ? seal.hash('page-token', `${memberId}/${purpose}/${message}`)
        : Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url')
      const expires_at = now + LINK_HOURS * 3_600_000
      await db
        .deleteFrom('page_links')
        .where('member_id', '=', memberId)
        .where('expires_at', '<=', now)
        .execute()
      await db
        .insertInto('page_links')
        .values({ token_hash: hashOf(token), member_id: memberId, purpose, made_at: now, expires_at })
        .onConflict(conflict => conflict.column('token_hash').doNothing())
        .execute()
      return `/u/l/${token}`
    },

    async opens(token, now) {
      const row = await db
        .selectFrom('page_links')
        .innerJoin('members', 'members.id', 'page_links.member_id')
        .select('page_links.member_id')
        .where('token_hash', '=', hashOf(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .where('members.left_at', 'is', null)
        .executeTakeFirst()
      return row !== undefined
    },

    async spend(token, now) {
      const row = await db
        .updateTable('page_links')
        .set({ used_at: now })
        .where('token_hash', '=', hashOf(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['member_id', 'purpose'])
        .executeTakeFirst()
      return row ? { memberId: row.member_id, purpose: row.purpose as PagePurpose } : null
    },
  }
}
