import type { Kysely } from 'kysely'
import { toCivil } from '../campaign/civil-date.ts'
import type { Instant } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import type { KnownOfProblem } from './filing.ts'
import type { Problem } from './findings.ts'

/** What the record has of a problem beside its answers; `closing` is what was entered about its rectification, as JSON. */
export type ProblemHistory = { openedAt: Instant; closedAt: Instant | null; closing: string | null }

/** Of the problems as they stand when they are filed at `at`. */
export async function problemHistories(
  db: Kysely<Tables>,
  selfCheckId: string,
  problems: Problem[],
  at: Instant,
): Promise<Map<Problem, ProblemHistory>> {
  if (problems.length === 0) return new Map()
  const rows = await db.selectFrom('problems').selectAll().where('self_check_id', '=', selfCheckId).execute()
  const said = await db
    .selectFrom('answers')
    .select(['path', 'answered_at'])
    .where('self_check_id', '=', selfCheckId)
    .where(
      'path',
      'in',
      problems.map(({ path }) => `${path}.what`),
    )
    .execute()
  const { restarted } = await db
    .selectFrom('discarded_answers')
    .select(({ fn }) => fn.max('discarded_at').as('restarted'))
    .where('self_check_id', '=', selfCheckId)
    .executeTakeFirstOrThrow()
  return new Map(
    problems.map(problem => {
      const row = rows.find(({ path }) => path === problem.path)
      const saidAt = said.find(({ path }) => path === `${problem.path}.what`)?.answered_at ?? at
      const own = row && isSame(row, problem, restarted ?? 0) ? row : null
      return [problem, historyOf(problem, own, { saidAt, at })]
    }),
  )
}

type ProblemRow = {
  status: string
  detail: string
  opened_at: Instant
  closed_at: Instant | null
  closing: string | null
}

/** After a new beginning another problem may stand in the place of one; a correction of its words makes no other of it. */
function isSame({ status, detail, opened_at }: ProblemRow, { what }: Problem, restartedAt: Instant): boolean {
  if (status === 'withdrawn') return false
  return restartedAt < opened_at || (JSON.parse(detail) as Problem).what === what
}

/** While its status stays, so does the day it was closed and what was entered about its rectification. */
function historyOf(
  { state }: Problem,
  row: ProblemRow | null,
  { saidAt, at }: { saidAt: Instant; at: Instant },
): ProblemHistory {
  const isDone = state === 'done'
  const stays = row?.status === (isDone ? 'closed' : 'open')
  return {
    openedAt: row?.opened_at ?? saidAt,
    closedAt: stays ? row.closed_at : isDone ? at : null,
    closing: stays ? row.closing : null,
  }
}

/** What papers tell of problems, by path: found on which day and, where that was said in 整改, put right when and how. */
export function knownOf(histories: ReadonlyMap<Problem, ProblemHistory>): Record<string, KnownOfProblem> {
  return Object.fromEntries(
    [...histories].map(([{ path, state }, { openedAt, closing }]) => {
      const said = state === 'done' && closing ? (JSON.parse(closing) as Partial<KnownOfProblem>) : {}
      return [path, { foundOn: toCivil(openedAt), doneOn: said.doneOn ?? null, how: said.how ?? '' }]
    }),
  )
}
