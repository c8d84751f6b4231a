import type { Kysely } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { AgeIdentity } from './age-identity.ts'
import { isKept, openApart } from './apart.ts'
import type { Notice, TipOutbox } from './tip.ts'

const PAGE = 100

/**
 * The sender's side of the outbox. `identity` reads the sender's identity each time, so that a changed one counts at once.
 * Links that it does not open are told to the operator and passed over.
 */
export function createTipOutbox(deps: {
  database: Database
  identity: () => Promise<AgeIdentity>
  log: Log
}): TipOutbox {
  const { db } = deps.database

  return {
    async *due() {
      let [locked, last] = [0, '']
      for (;;) {
        const page = await after(last)
        const identity = page.length > 0 ? await deps.identity() : ''
        for (const { id, kind, body, identity: key } of page) {
          last = id
          const ref = body && (await openApart<PersonRef>(identity, { body, identity: key }))
          if (ref) yield { id, kind: kind as Notice, ref }
          else locked += 1
        }
        if (page.length < PAGE) break
      }
      if (locked > 0) deps.log.warn({ locked }, LOCKED)
    },

    async told(id) {
      await db.updateTable('tip_outbox').set({ state: 'told' }).where('id', '=', id).execute()
    },
  }

  function after(id: string) {
    return db
      .selectFrom('tip_outbox')
      .innerJoin('tip_links', 'tip_links.tip', 'tip_outbox.tip')
      .innerJoin('tip_keys', 'tip_keys.id', 'tip_links.key')
      .select(['tip_outbox.id', 'tip_outbox.kind', 'tip_links.body', 'tip_keys.identity'])
      .where('tip_outbox.state', '=', 'due')
      .where('tip_outbox.id', '>', id)
      .orderBy('tip_outbox.id')
      .limit(PAGE)
      .execute()
  }
}

const LOCKED = 'the sender cannot open some links: npm run keys -- rewrap --identity <its key before>'

/** Remembers to tell a reporter, once until told; nothing where there is no link (any more). */
export async function putInOutbox(
  trx: Kysely<Tables>,
  { tip, kind, today }: { tip: string; kind: Notice; today: CivilDate },
  random: Random,
): Promise<void> {
  if (!(await isKept(trx, 'link', tip))) return
  await trx
    .insertInto('tip_outbox')
    .values({ id: newId(random), tip, kind, created_on: today, state: 'due' })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
