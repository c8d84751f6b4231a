import { readScript, type Script, writeScript } from '../dialog/script.ts'
import type { Instant } from '../lib/clock.ts'
import type { Database } from './database.ts'

export type StoredShelf = {
  current(dialog: string): Script
  byHash(hash: string): Promise<Script | null>
}

/**
 * Scripts by name and by hash. Today's are kept in the database at start, so that a session that began with them
 * finds them after any number of edits; earlier ones are read once and remembered.
 */
export async function createShelf(
  { db }: Database,
  scripts: ReadonlyMap<string, Script>,
  now: Instant,
): Promise<StoredShelf> {
  const known = new Map([...scripts.values()].map(script => [script.hash, script]))
  for (const script of known.values()) {
    await db
      .insertInto('content_revisions')
      .values({ hash: script.hash, body: writeScript(script), first_seen: now })
      .onConflict(conflict => conflict.column('hash').doNothing())
      .execute()
  }

  return {
    current(dialog) {
      const script = scripts.get(dialog)
      if (!script) throw new Error(`no dialog ${dialog} in the content`)
      return script
    },
    async byHash(hash) {
      const held = known.get(hash)
      if (held) return held
      const row = await db
        .selectFrom('content_revisions')
        .select('body')
        .where('hash', '=', hash)
        .executeTakeFirst()
      if (!row) return null
      const script = readScript(row.body)
      known.set(hash, script)
      return script
    },
  }
}
