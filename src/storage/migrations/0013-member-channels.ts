import { type Migration, sql } from 'kysely'

/** Which processes can speak to a member. Those there were before are on the official account. */
export const memberChannels: Migration = {
  async up(db) {
    await sql.raw("alter table members add column channel text not null default 'wechat'").execute(db)
  },
}
