import { setImmediate as nextTask } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import { chunksOf } from './sealing.ts'

/** SQLite writes as much in some 15 ms, in which the process does nothing else. */
const PIECE = 1024 * 1024
const AT_A_TIME = 100

/**
 * Sealed files under random names, in pieces, each in a task and a transaction of its own: what is large holds up nobody. A
 * file that neither a tip nor a draft names is of a work that was broken off, and is swept.
 */
export function createPieces(db: Kysely<Tables>) {
  async function drop(file: string): Promise<void> {
    for (const n of (await numbersOf(file)).toReversed()) {
      await nextTask()
      await db.deleteFrom('tip_pieces').where('file', '=', file).where('n', '=', n).execute()
    }
  }

  async function numbersOf(file: string): Promise<number[]> {
    const rows = await db.selectFrom('tip_pieces').select('n').where('file', '=', file).orderBy('n').execute()
    return rows.map(({ n }) => n)
  }

  function strays(before: CivilDate): Promise<{ file: string }[]> {
    return db
      .selectFrom('tip_pieces')
      .select('file')
      .distinct()
      .where('kept_on', '<', before)
      .where('file', 'not in', db.selectFrom('tip_evidence').select('file'))
      .where('file', 'not in', db.selectFrom('tip_draft_evidence').select('id'))
      .limit(AT_A_TIME)
      .execute()
  }

  return {
    drop,
    async write(file: string, bytes: Uint8Array, day: CivilDate): Promise<void> {
      let n = 0
      for await (const piece of chunksOf(bytes, PIECE))
        await db.insertInto('tip_pieces').values({ file, n: n++, kept_on: day, bytes: piece }).execute()
    },

    /** Null where there is none. */
    async read(file: string): Promise<Uint8Array | null> {
      const pieces: Uint8Array[] = []
      for (const n of await numbersOf(file)) {
        await nextTask()
        const row = await db
          .selectFrom('tip_pieces')
          .select('bytes')
          .where('file', '=', file)
          .where('n', '=', n)
          .executeTakeFirst()
        if (row) pieces.push(row.bytes)
      }
      return pieces.length > 0 ? Buffer.concat(pieces) : null
    },

    /** Bytes of these together. */
    async size(files: readonly string[]): Promise<number> {
      if (files.length === 0) return 0
      const { size } = await db
        .selectFrom('tip_pieces')
        .select(({ fn }) => fn.sum(fn<number>('length', ['bytes'])).as('size'))
        .where('file', 'in', files)
        .executeTakeFirstOrThrow()
      return Number(size ?? 0)
    },

    /** Drops the files of before that day which nothing names. */
    async sweep(before: CivilDate): Promise<void> {
      for (let found = await strays(before); found.length > 0; found = await strays(before))
        for (const { file } of found) await drop(file)
    },
  }
}
