import type { Insertable, Selectable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Attempt, Result } from './attempt.ts'

/** Every try to tell a letter: written before the platform is asked, closed after it has answered. */
export interface AttemptStore {
  /** By letter, in their order. */
  of(letters: readonly string[]): Promise<Map<string, Attempt[]>>
  /** The letters whose try was written; another worker has begun those that are missing. */
  begin(attempts: readonly Attempt[]): Promise<Set<string>>
  /** Tries of these letters that were begun, and then not made. */
  withdraw(letters: readonly string[]): Promise<void>
  /** As they stand now; what has been reported of them meanwhile stays. */
  write(attempts: readonly Attempt[]): Promise<void>
  /** The try that the platform calls by this id. */
  byMessageId(person: PersonKey, messageId: string): Promise<Attempt | null>
  /** The oldest try without an answer that can be meant; `templateId` null: any template message. */
  inDoubt(person: PersonKey, templateId: string | null): Promise<Attempt | null>
  report(attempt: Attempt, messageId: string, result: Result, at: Instant): Promise<void>
  /** Deletes what is older than any campaign. */
  sweep(now: Instant): Promise<void>
}

const KEPT_MS = 400 * 86_400_000

export function createAttemptStore({ db }: Database): AttemptStore {
  const rows = () => db.selectFrom('attempts').selectAll()

  return {
    async of(letters) {
      const found = await rows().where('letter', 'in', letters).orderBy('letter').orderBy('n').execute()
      const byLetter = new Map<string, Attempt[]>()
      for (const row of found) byLetter.set(row.letter, [...(byLetter.get(row.letter) ?? []), toAttempt(row)])
      return byLetter
    },

    async begin(attempts) {
      if (attempts.length === 0) return new Set()
      const begun = await db
        .insertInto('attempts')
        .values(attempts.map(toRow))
        .onConflict(conflict => conflict.columns(['letter', 'n']).doNothing())
        .returning('letter')
        .execute()
      return new Set(begun.map(({ letter }) => letter))
    },

    async withdraw(letters) {
      if (letters.length === 0) return
      await db.deleteFrom('attempts').where('letter', 'in', letters).where('answer', 'is', null).execute()
    },

    async write(attempts) {
      if (attempts.length === 0) return
      await db
        .insertInto('attempts')
        .values(attempts.map(toRow))
        .onConflict(conflict =>
          conflict.columns(['letter', 'n']).doUpdateSet(({ ref }) => ({
            began_at: ref('excluded.began_at'),
            ended_at: ref('excluded.ended_at'),
            answer: ref('excluded.answer'),
            code: ref('excluded.code'),
            message_id: ref('excluded.message_id'),
          })),
        )
        .execute()
    },

    async byMessageId(person, messageId) {
      const row = await rows()
        .where('message_id', '=', messageId)
        .where('person', '=', person)
        .executeTakeFirst()
      return row ? toAttempt(row) : null
    },

    async inDoubt(person, templateId) {
      const row = await rows()
        .where('person', '=', person)
        .where('ended_at', 'is', null)
        .$if(templateId !== null, query => query.where('template_id', '=', templateId ?? ''))
        .$if(templateId === null, query => query.where('rung', '=', 'template'))
        .orderBy('began_at')
        .limit(1)
        .executeTakeFirst()
      return row ? toAttempt(row) : null
    },

    async report({ letter, n }, messageId, result, at) {
      await db
        .updateTable('attempts')
        .set(({ fn, val }) => ({
          message_id: messageId,
          result,
          result_at: at,
          answer: 'ok',
          ended_at: fn.coalesce('ended_at', val(at)),
        }))
        .where('letter', '=', letter)
        .where('n', '=', n)
        .execute()
    },

    async sweep(now) {
      await db
        .deleteFrom('attempts')
        .where('began_at', '<', now - KEPT_MS)
        .execute()
    },
  }
}

function toAttempt(row: Selectable<Tables['attempts']>): Attempt {
  return {
    letter: row.letter,
    n: row.n,
    person: row.person,
    rung: row.rung as Attempt['rung'],
    templateId: row.template_id,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    answer: row.answer as Attempt['answer'],
    code: row.code,
    messageId: row.message_id,
    result: row.result as Attempt['result'],
  }
}

function toRow(attempt: Attempt): Insertable<Tables['attempts']> {
  return {
    letter: attempt.letter,
    n: attempt.n,
    person: attempt.person,
    rung: attempt.rung,
    template_id: attempt.templateId,
    began_at: attempt.beganAt,
    ended_at: attempt.endedAt,
    answer: attempt.answer,
    code: attempt.code,
    message_id: attempt.messageId,
  }
}
