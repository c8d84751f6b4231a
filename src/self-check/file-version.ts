import type { Kysely } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import type { Problem } from './findings.ts'
import type { Writer } from './self-check-store.ts'

export type Filing = {
  receipt: string
  selfCheckId: string
  unitId: string
  memberId: string
  script: string
  snapshot: string
  sha256: string
  problems: Problem[]
}

export type Filed = { receipt: string; version: number; problems: number; filedAt: Instant }

/** Files the next version and brings the list of problems up to it; under the same message it is done once. */
export async function fileVersion(trx: Kysely<Tables>, filing: Filing, writer: Writer): Promise<Filed> {
  const before = await filedUnder(trx, writer.message)
  if (before) return before
  const { version } = await trx
    .updateTable('self_checks')
    .set(row => ({ version: row('version', '+', 1), updated_at: writer.at }))
    .where('id', '=', filing.selfCheckId)
    .returning('version')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('filings')
    .values({
      receipt: filing.receipt,
      self_check_id: filing.selfCheckId,
      unit_id: filing.unitId,
      version,
      content_hash: filing.script,
      snapshot: filing.snapshot,
      sha256: filing.sha256,
      problems: filing.problems.length,
      filed_at: writer.at,
      filed_by: filing.memberId,
      message: writer.message,
    })
    .execute()
  await bringProblems(trx, filing, writer.at)
  return { receipt: filing.receipt, version, problems: filing.problems.length, filedAt: writer.at }
}

export async function filedUnder(trx: Kysely<Tables>, message: string): Promise<Filed | null> {
  const row = await trx
    .selectFrom('filings')
    .select(['receipt', 'version', 'problems', 'filed_at'])
    .where('message', '=', message)
    .executeTakeFirst()
  return row
    ? { receipt: row.receipt, version: row.version, problems: row.problems, filedAt: row.filed_at }
    : null
}

/** Each problem keeps its row over versions; one that is gone from the new version is withdrawn, not deleted. */
async function bringProblems(trx: Kysely<Tables>, filing: Filing, at: Instant): Promise<void> {
  await trx
    .updateTable('problems')
    .set({ status: 'withdrawn', closed_at: at })
    .where('self_check_id', '=', filing.selfCheckId)
    .where('status', '=', 'open')
    .$if(filing.problems.length > 0, query =>
      query.where(
        'path',
        'not in',
        filing.problems.map(each => each.path),
      ),
    )
    .execute()
  for (const problem of filing.problems) {
    const stands = {
      detail: JSON.stringify(problem),
      due: problem.due,
      status: problem.state === 'done' ? 'closed' : 'open',
      closed_at: problem.state === 'done' ? at : null,
    }
    await trx
      .insertInto('problems')
      .values({
        id: `${filing.selfCheckId}.${problem.path}`,
        self_check_id: filing.selfCheckId,
        unit_id: filing.unitId,
        path: problem.path,
        item_id: problem.item,
        opened_at: at,
        ...stands,
      })
      .onConflict(conflict => conflict.columns(['self_check_id', 'path']).doUpdateSet(stands))
      .execute()
  }
}
