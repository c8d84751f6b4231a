import { type Kysely, sql } from 'kysely'
import type { AnswerValue } from '../dialog/answer.ts'
import type { Tables } from '../storage/tables.ts'
import type { Writer } from './self-check-store.ts'

/**
 * Records one answer in one statement, only for a member of the unit whose self-check it is; given again, the later
 * one stands. False: no member any more, nothing was written.
 */
export async function answerOfMember(
  db: Kysely<Tables>,
  selfCheckId: string,
  path: string,
  value: AnswerValue,
  { person, message, at }: Writer,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into answers (self_check_id, path, value, member_id, message, answered_at)
    select s.id, ${path}, ${JSON.stringify(value)}, m.id, ${message}, ${at}
    from self_checks s join members m on m.unit_id = s.unit_id
    where s.id = ${selfCheckId} and m.person = ${person} and m.left_at is null
    on conflict (self_check_id, path) do update set value = excluded.value, member_id = excluded.member_id,
      message = excluded.message, answered_at = excluded.answered_at`.execute(db)
  return numAffectedRows === 1n
}
