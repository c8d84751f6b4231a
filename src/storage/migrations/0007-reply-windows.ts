import { type Migration, sql } from 'kysely'

const COLUMNS = ['parked_until', 'message_until', 'message_left', 'tap_until', 'tap_left']

/** What the account may still send a person unasked, and a time of its own for what waits for their next message. */
export const replyWindows: Migration = {
  async up(db) {
    for (const column of COLUMNS)
      await sql.raw(`alter table conversations add column ${column} bigint not null default 0`).execute(db)
    await sql.raw('update conversations set parked_until = session_until').execute(db)
  },
}
