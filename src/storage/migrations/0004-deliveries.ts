import { type Migration, sql } from 'kysely'

/** Stamped papers: their photos, and when they were brought to the bureau. */
export const deliveries: Migration = {
  async up(db) {
    await sql
      .raw(
        `create table deliveries (
          message text not null primary key,
          unit_id text not null references units,
          receipt text not null references filings,
          photos text not null,
          delivered_on text,
          member_id text not null,
          recorded_at bigint not null
        )`,
      )
      .execute(db)
    await sql.raw('create index deliveries_unit on deliveries (unit_id)').execute(db)
  },
}
