import { type Migration, Migrator, sql } from 'kysely'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { migrate, migrationsFor } from '../../src/storage/migrate.ts'
import { createPieces } from '../../src/tips/pieces.ts'
import { createEmptyDatabase, TEST_DATABASES } from '../support/database.ts'

const TIP = `insert into tips (number, lookup, mark, reporter_recipient, tip_recipient, tip_key, bureau, custodian_only, level,
  state, since, received_on, content, content_sha256, flooded)
  values ('JB1', 'l', 'm', 'r', 't', 'k', 'licheng', 0, 'named', 'registered', '2022-03-10', '2022-03-10', 'c', 'h', 0)`

it.each(TEST_DATABASES)(
  'evidence from before it was kept in pieces stays where its tip or draft is: %s',
  async kind => {
    const database = await openDatabase(await createEmptyDatabase(kind))
    const { db } = database
    const earlier = Object.entries(migrationsFor(database.kind)).filter(([name]) => name < '0014')
    const getMigrations = async (): Promise<Record<string, Migration>> => Object.fromEntries(earlier)
    const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest()
    expect(error).toBeUndefined()
    await sql.raw(TIP).execute(db)
    const [filed, drafted] = ['of the tip', 'of a draft'].map(text => Buffer.from(text))
    await sql`insert into tip_evidence values ('e1', 'JB1', 'photo', 'image/png', ${5}, ${filed})`.execute(db)
    await sql`insert into tip_draft_evidence values (${'d1'}, ${drafted}, '2022-03-12')`.execute(db)

    await migrate(database)
    const pieces = createPieces(db)
    await pieces.sweep('2030-01-01')
    const [{ file } = { file: '' }] = await db.selectFrom('tip_evidence').select('file').execute()
    const kept = await Promise.all([file, 'd1'].map(each => pieces.read(each)))
    expect(kept.map(bytes => Buffer.from(bytes ?? '').toString())).toEqual(['of the tip', 'of a draft'])
    await database.close()
  },
)
