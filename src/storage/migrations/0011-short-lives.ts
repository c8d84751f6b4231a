import { type Migration, sql } from 'kysely'

/** What has expired is found without reading everybody's conversation. */
export const shortLives: Migration = {
  async up(db) {
    for (const part of ['session', 'parked'])
      await sql
        .raw(`create index conversations_${part} on conversations (${part}_until) where ${part} is not null`)
        .execute(db)
  },
}
