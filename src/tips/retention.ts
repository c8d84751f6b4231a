import { addDays } from '../campaign/civil-date.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import { forgetDeleted } from '../storage/forget-deleted.ts'
import { APART, type Apart, destroyApart } from './apart.ts'
import { noteOnTip, RETENTION } from './change-tip.ts'

/** Destroys what could name reporters once its day has come, and sees to it that deleted keys leave the disk too. */
export interface TipRetention {
  /** `now` is for the audit trail. */
  run(today: CivilDate, now: Instant): Promise<void>
}

const AT_A_TIME = 200

export function createTipRetention(deps: { database: Database; random: Random }): TipRetention {
  const { database, random } = deps
  const { db } = database
  return {
    async run(today, now) {
      for (const kept of ['contact', 'link'] as const)
        for (let due = await dueOn(kept, today); due.length > 0; due = await dueOn(kept, today))
          for (const { tip } of due) await destroy(kept, tip, today, now)
      if (await wasDestroyedSince(addDays(today, -1))) await forgetDeleted(database, 'tip_keys')
    },
  }

  function dueOn(kept: Apart, today: CivilDate): Promise<{ tip: string }[]> {
    return db
      .selectFrom(APART[kept])
      .select('tip')
      .where('destroyed_on', 'is', null)
      .where('destroy_on', '<=', today)
      .limit(AT_A_TIME)
      .execute()
  }

  function destroy(kept: Apart, tip: string, today: CivilDate, now: Instant): Promise<void> {
    const action = `destroy-${kept}`
    const line = { id: newId(random), at: now, actor: RETENTION, action: `tip.${action}`, target: tip }
    return db.transaction().execute(async trx => {
      if (!(await destroyApart(trx, kept, tip, today))) return
      await noteOnTip(trx, tip, { day: today, actor: RETENTION, action })
      await trx.insertInto('audit').values(line).execute()
    })
  }

  /** Also by reporters who withdrew it. */
  async function wasDestroyedSince(day: CivilDate): Promise<boolean> {
    for (const table of Object.values(APART)) {
      const row = await db
        .selectFrom(table)
        .select('tip')
        .where('destroyed_on', '>=', day)
        .limit(1)
        .executeTakeFirst()
      if (row) return true
    }
    return false
  }
}
