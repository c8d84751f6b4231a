import { type Kysely, sql } from 'kysely'
import type { AnswerValue } from '../dialog/answer.ts'
import type { Frame } from '../dialog/frame.ts'
import type { Tables } from '../storage/tables.ts'
import type { Writer } from './self-check-store.ts'

/** `before` is what the writer saw in this place; undefined where nothing stood. */
export type NewAnswer = { path: string; value: AnswerValue; before?: AnswerValue | undefined }

/** `changed`: someone else has answered meanwhile, and theirs stands. `not-member`: nothing of this unit may be written. */
export type Recorded = 'recorded' | 'changed' | 'not-member'

/**
 * Records one answer in one statement: only for a member of the unit whose self-check it is, and only over what that
 * member has seen. Given again under the same message it is recorded once.
 */
export async function answerOfMember(
  db: Kysely<Tables>,
  selfCheckId: string,
  { path, value, before }: NewAnswer,
  { person, message, at }: Writer,
): Promise<Recorded> {
  const seen = before === undefined ? null : JSON.stringify(before)
  const { numAffectedRows } = await sql`
    insert into answers (self_check_id, path, value, member_id, message, answered_at)
    select s.id, ${path}, ${JSON.stringify(value)}, m.id, ${message}, ${at}
    from self_checks s join members m on m.unit_id = s.unit_id
    where s.id = ${selfCheckId} and m.person = ${person} and m.left_at is null
    on conflict (self_check_id, path) do update set value = excluded.value, member_id = excluded.member_id,
      message = excluded.message, answered_at = excluded.answered_at
    where answers.value in (${seen}, excluded.value) or answers.message = excluded.message`.execute(db)
  if (numAffectedRows === 1n) return 'recorded'
  return (await isMemberOf(db, selfCheckId, person)) ? 'changed' : 'not-member'
}

async function isMemberOf(db: Kysely<Tables>, selfCheckId: string, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .innerJoin('self_checks', 'self_checks.unit_id', 'members.unit_id')
    .select('members.id')
    .where('self_checks.id', '=', selfCheckId)
    .where('members.person', '=', person)
    .where('members.left_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** What stands, by path. */
export async function answersIn(db: Kysely<Tables>, selfCheckId: string): Promise<Frame['answers']> {
  const rows = await db
    .selectFrom('answers')
    .select(['path', 'value'])
    .where('self_check_id', '=', selfCheckId)
    .execute()
  return Object.fromEntries(rows.map(row => [row.path, JSON.parse(row.value) as AnswerValue]))
}
