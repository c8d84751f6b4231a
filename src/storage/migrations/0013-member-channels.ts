import { type Migration, sql } from 'kysely'

/** Where a member can be spoken to, and which processes may claim what they are told. Those before are on the official account. */
export const memberChannels: Migration = {
  async up(db) {
    for (const table of ['members', 'sendings'])
      await sql.raw(`alter table ${table} add column channel text not null default 'wechat'`).execute(db)
  },
}
