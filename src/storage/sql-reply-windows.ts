import type { Kysely, Updateable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Opening, ReplyWindows } from '../turn/reply-windows.ts'
import type { Tables } from './tables.ts'

/** The same ledger of windows on the person's row. */
export function createSqlReplyWindows(db: Kysely<Tables>): ReplyWindows {
  const row = (person: string) => db.updateTable('conversations').where('person', '=', person)
  return {
    async spend(person, at) {
      // The one that closes first before the other, as in spend.lua.
      for (const kind of ['tap', 'message'] as const) {
        const taken = await row(person)
          .set(({ eb, ref }) => ({ [`${kind}_left`]: eb(ref(`${kind}_left`), '-', 1) }))
          .where(`${kind}_until`, '>', at)
          .where(`${kind}_left`, '>', 0)
          .returning(`${kind}_until as until`)
          .executeTakeFirst()
        if (taken) return { kind, until: taken.until }
      }
      return null
    },
    async giveBack(person, { kind, until }) {
      await row(person)
        .set(({ eb, ref }) => ({ [`${kind}_left`]: eb(ref(`${kind}_left`), '+', 1) }))
        .where(`${kind}_until`, '=', until)
        .execute()
    },
    async shut(person) {
      await row(person).set(SHUT).execute()
    },
  }
}

/** Their times as well: nothing is given back to a window that is shut. */
const SHUT = { message_until: 0, message_left: 0, tap_until: 0, tap_left: 0 }

/** What a commit writes of it. */
export function openedWindow(opens: Opening | null | undefined): Updateable<Tables['conversations']> {
  if (!opens) return {}
  if (opens.kind === 'closed') return SHUT
  const until: Instant = opens.at + opens.lifeMs
  return opens.kind === 'tap'
    ? { tap_until: until, tap_left: opens.count }
    : { message_until: until, message_left: opens.count }
}
