import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { PersonKey } from '../turn/store.ts'

/** Who wants no reminders. */
export interface Refusals {
  refuse(person: PersonKey, at: Instant): Promise<void>
  forget(person: PersonKey): Promise<void>
}

export function createRefusals({ db }: Database): Refusals {
  return {
    async refuse(person, at) {
      await db
        .insertInto('reminder_refusals')
        .values({ person, refused_at: at })
        .onConflict(conflict => conflict.column('person').doNothing())
        .execute()
    },
    async forget(person) {
      await db.deleteFrom('reminder_refusals').where('person', '=', person).execute()
    },
  }
}
