import { type Migration, sql } from 'kysely'

/** Links from chat to the unit's pages, by the hash of their token. */
export const pageLinks: Migration = {
  async up(db) {
    await sql
      .raw(
        `create table page_links (
          token_hash text not null primary key,
          member_id text not null references members,
          purpose text not null,
          made_at bigint not null,
          expires_at bigint not null,
          used_at bigint
        )`,
      )
      .execute(db)
    await sql.raw('create index page_links_member on page_links (member_id)').execute(db)
  },
}
