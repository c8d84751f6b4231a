import type { Frame } from '../dialog/frame.ts'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'

/** Answers of a dialog that has no record of its own yet, sealed: they may hold a name and a phone. */
export interface DraftStore {
  find(person: string, dialog: string): Promise<Frame['answers'] | null>
  keep(person: string, dialog: string, answers: Frame['answers'], at: Instant): Promise<void>
  /** Of one dialog, or of all: the person leaves. */
  drop(person: string, dialog?: string): Promise<void>
}

export function createDraftStore({ db }: Database, seal: Seal): DraftStore {
  return {
    async find(person, dialog) {
      const row = await db
        .selectFrom('drafts')
        .select('answers')
        .where('person', '=', person)
        .where('dialog', '=', dialog)
        .executeTakeFirst()
      return row
        ? (JSON.parse(
            Buffer.from(seal.open('draft', person, row.answers)).toString('utf8'),
          ) as Frame['answers'])
        : null
    },

    async keep(person, dialog, answers, at) {
      const sealed = seal.seal('draft', person, Buffer.from(JSON.stringify(answers)))
      await db
        .insertInto('drafts')
        .values({ person, dialog, answers: sealed, updated_at: at })
        .onConflict(conflict =>
          conflict.columns(['person', 'dialog']).doUpdateSet({ answers: sealed, updated_at: at }),
        )
        .execute()
    },

    async drop(person, dialog) {
      const drafts = db.deleteFrom('drafts').where('person', '=', person)
      await (dialog ? drafts.where('dialog', '=', dialog) : drafts).execute()
    },
  }
}
