import { AppError } from '../../errors.ts'
import type { Database } from '../../storage/database.ts'
import type { Seal } from '../../storage/seal.ts'
import { bindingCode, freeBindings, sceneOf } from '../binding-code.ts'
import { keyOf, showCode } from '../code.ts'

/** One unit's way in. `code` is as people type it, `scene` what its QR code says. */
export type ListedCode = { name: string; creditCode: string; bureau: string; code: string; scene: string }

export interface CodeList {
  /** Of every unit on the roster, or of those that answer to one bureau. */
  codes(bureau: string | null): AsyncGenerator<ListedCode>
  /** Makes a new code, and the old one is dead; null where there is no such unit. */
  renew(creditCode: string): Promise<ListedCode | null>
}

const BATCH = 1_000

type Row = {
  id: string
  name: string
  credit_code: string
  bureau: string
  binding: number
  binding_hash: string | null
}

export function createCodeList({ db }: Database, seal: Pick<Seal, 'hash'>): CodeList {
  return {
    async *codes(bureau) {
      for (let last = ''; ; ) {
        const rows = await db
          .selectFrom('units')
          .select(['id', 'name', 'credit_code', 'bureau', 'binding', 'binding_hash'])
          .where('listed_at', 'is not', null)
          .where('id', '>', last)
          .$if(bureau !== null, query => query.where('bureau', '=', bureau ?? ''))
          .orderBy('id')
          .limit(BATCH)
          .execute()
        for (const row of rows) yield listed(row)
        if (rows.length < BATCH) return
        last = rows[rows.length - 1]!.id
      }
    },

    renew: creditCode =>
      db.transaction().execute(async trx => {
        // Held from the start: two renewals at once make two codes, the later one good.
        const row = await trx
          .updateTable('units')
          .set(eb => ({ binding: eb('binding', '+', 1) }))
          .where('credit_code', '=', creditCode)
          .returning(['id', 'name', 'credit_code', 'bureau', 'binding', 'binding_hash'])
          .executeTakeFirst()
        if (!row) return null
        const free = await freeBindings(trx, seal, [{ id: row.id, generation: row.binding }])
        const binding = free.get(row.id) ?? {}
        await trx.updateTable('units').set(binding).where('id', '=', row.id).execute()
        return listed({ ...row, ...binding })
      }),
  }

  function listed({ id, name, credit_code, bureau, binding, binding_hash }: Row): ListedCode {
    const code = bindingCode(seal, id, binding)
    if (keyOf(seal, code).binding !== binding_hash)
      throw new AppError('config-bad', 'the codes were made under another DATA_KEY; start with that one')
    return { name, creditCode: credit_code, bureau, code: showCode(code), scene: sceneOf(code) }
  }
}
