import type { Kysely } from 'kysely'
import type { AnswerValue } from '../dialog/answer.ts'
import type { Tables } from '../storage/tables.ts'
import type { Writer } from './self-check-store.ts'

/** Puts all answers aside in one piece; under the same message it is done once, whatever has been answered since. */
export async function discardAnswers(
  trx: Kysely<Tables>,
  selfCheckId: string,
  { message, at }: Writer,
): Promise<void> {
  const before = await trx
    .selectFrom('discarded_answers')
    .select('message')
    .where('message', '=', message)
    .executeTakeFirst()
  if (before) return
  const gone = await trx
    .deleteFrom('answers')
    .where('self_check_id', '=', selfCheckId)
    .returning(['path', 'value'])
    .execute()
  if (gone.length === 0) return
  const answers = Object.fromEntries(gone.map(({ path, value }) => [path, JSON.parse(value) as AnswerValue]))
  await trx
    .insertInto('discarded_answers')
    .values({ message, self_check_id: selfCheckId, answers: JSON.stringify(answers), discarded_at: at })
    .execute()
}
