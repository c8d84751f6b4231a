import type { Kysely } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import { answerOfMember, answersIn } from './put-answer.ts'
import type { Writer } from './self-check-store.ts'

export type Rectification = { problemId: string; path: string } & (
  | { state: 'done'; proof: string[]; doneOn: CivilDate; how: string }
  | { state: 'working'; due: CivilDate | null }
)

/**
 * Closes problems or moves their dates. The answers of the self-check follow, so that its next version says the same
 * as the list of problems.
 */
export async function rectify(
  trx: Kysely<Tables>,
  selfCheckId: string,
  changes: Rectification[],
  writer: Writer,
): Promise<void> {
  const standing = await answersIn(trx, selfCheckId)
  for (const change of changes) {
    const put = (step: string, value: string | string[]) => {
      const path = `${change.path}.${step}`
      return answerOfMember(trx, selfCheckId, { path, value, before: standing[path] }, writer)
    }
    await put('rectified', change.state)
    if (change.state === 'done') await put('proof', change.proof)
    else if (change.due) await put('due', change.due)
    await trx
      .updateTable('problems')
      .set(
        change.state === 'done'
          ? { status: 'closed', closed_at: writer.at }
          : change.due
            ? { due: change.due }
            : {},
      )
      .set({
        closing:
          change.state === 'done'
            ? JSON.stringify({ how: change.how, doneOn: change.doneOn, proof: change.proof })
            : null,
      })
      .where('id', '=', change.problemId)
      .execute()
  }
}
