import type { Kysely, Updateable } from 'kysely'
import type { AnswerValue } from '../dialog/answer.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import { answerOfMember, answersIn } from './put-answer.ts'
import type { Writer } from './self-check-store.ts'

export type Rectification = { problemId: string; path: string } & (
  | { state: 'done'; proof: string[]; doneOn: CivilDate; how: string }
  | { state: 'working'; due: CivilDate | null }
  /** Nothing was said about it this time. */
  | { state: 'skip' }
)

/**
 * Closes problems or moves their dates. The answers of the self-check follow where the problem still stands in them, so
 * that its next version says the same as the list of problems.
 */
export async function rectify(
  trx: Kysely<Tables>,
  selfCheckId: string,
  changes: Rectification[],
  writer: Writer,
): Promise<void> {
  const standing = await answersIn(trx, selfCheckId)
  for (const change of changes) {
    const isStanding = standing[`${change.path}.rectified`] !== undefined
    for (const [step, value] of isStanding ? answersOf(change) : []) {
      const path = `${change.path}.${step}`
      await answerOfMember(trx, selfCheckId, { path, value, before: standing[path] }, writer)
    }
    const row = rowOf(change, writer.at)
    await trx.updateTable('problems').set(row).where('id', '=', change.problemId).execute()
  }
}

/** By step of the problem in the self-check. */
function answersOf(change: Rectification): [step: string, value: AnswerValue][] {
  if (change.state === 'skip') return []
  const rectified: [string, AnswerValue] = ['rectified', change.state]
  if (change.state === 'done') return [rectified, ['proof', change.proof]]
  return change.due ? [rectified, ['due', change.due]] : [rectified]
}

/** What was entered so far is used up. */
function rowOf(change: Rectification, at: Instant): Updateable<Tables['problems']> {
  if (change.state === 'done') {
    const { how, doneOn, proof } = change
    return { status: 'closed', closed_at: at, closing: JSON.stringify({ how, doneOn, proof }) }
  }
  return change.state === 'working' && change.due ? { due: change.due, closing: null } : { closing: null }
}
