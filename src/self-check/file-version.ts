import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import type { Snapshot } from './filing.ts'
import { type Problem, unsettled } from './findings.ts'
import type { Writer } from './self-check-store.ts'

export type Filing = {
  receipt: string
  selfCheckId: string
  unitId: string
  memberId: string
  script: string
  snapshot: string
  sha256: string
  /** Sealed for this receipt. */
  ledger: Uint8Array | null
  problems: Problem[]
}

/** `unsettled` counts the items filed as 待核. */
export type Filed = {
  receipt: string
  version: number
  problems: number
  unsettled: number
  filedAt: Instant
}

/**
 * Files the next version and brings the list of problems up to it. Under the same message it is done once, and so it is
 * where nothing has changed since the last version: whoever was told to send 提交 again makes no second filing of it.
 */
export async function fileVersion(trx: Kysely<Tables>, filing: Filing, writer: Writer): Promise<Filed> {
  const before = (await filedUnder(trx, writer.message)) ?? (await lastIfEqual(trx, filing))
  if (before) return before
  const { findings } = JSON.parse(filing.snapshot) as Snapshot
  const counts = { problems: filing.problems.length, unsettled: unsettled(findings) }
  const { version } = await trx
    .updateTable('self_checks')
    .set(row => ({ version: row('version', '+', 1), updated_at: writer.at, ...counts }))
    .where('id', '=', filing.selfCheckId)
    .returning('version')
    .executeTakeFirstOrThrow()
  const row = {
    receipt: filing.receipt,
    self_check_id: filing.selfCheckId,
    unit_id: filing.unitId,
    version,
    content_hash: filing.script,
    snapshot: filing.snapshot,
    sha256: filing.sha256,
    ledger: filing.ledger,
    problems: counts.problems,
    filed_at: writer.at,
    filed_by: filing.memberId,
    message: writer.message,
  }
  await trx.insertInto('filings').values(row).execute()
  await bringProblems(trx, filing, writer.at)
  return toFiled(row)
}

export async function filedUnder(trx: Kysely<Tables>, message: string): Promise<Filed | null> {
  const row = await trx.selectFrom('filings').selectAll().where('message', '=', message).executeTakeFirst()
  return row ? toFiled(row) : null
}

async function lastIfEqual(trx: Kysely<Tables>, { selfCheckId, sha256 }: Filing): Promise<Filed | null> {
  const last = await lastFilingRow(trx, selfCheckId)
  return last?.sha256 === sha256 ? toFiled(last) : null
}

export async function lastFiled(db: Kysely<Tables>, selfCheckId: string): Promise<Filed | null> {
  const last = await lastFilingRow(db, selfCheckId)
  return last ? toFiled(last) : null
}

function lastFilingRow(db: Kysely<Tables>, selfCheckId: string) {
  return db
    .selectFrom('filings')
    .selectAll()
    .where('self_check_id', '=', selfCheckId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function toFiled({ receipt, version, problems, snapshot, filed_at }: Selectable<Tables['filings']>): Filed {
  const { findings } = JSON.parse(snapshot) as Snapshot
  return { receipt, version, problems, unsettled: unsettled(findings), filedAt: filed_at }
}

/** A problem that is gone from the new version is withdrawn, not deleted. */
async function bringProblems(trx: Kysely<Tables>, filing: Filing, at: Instant): Promise<void> {
  const paths = filing.problems.map(({ path }) => path)
  await trx
    .updateTable('problems')
    .set({ status: 'withdrawn', closed_at: at })
    .where('self_check_id', '=', filing.selfCheckId)
    .where('status', '=', 'open')
    .$if(paths.length > 0, query => query.where('path', 'not in', paths))
    .execute()
  for (const problem of filing.problems) await bringProblem(trx, filing, problem, at)
}

/**
 * A problem keeps its row over versions. While its status stays, so does the day it was closed and what was entered
 * about its rectification.
 */
async function bringProblem(
  trx: Kysely<Tables>,
  filing: Filing,
  problem: Problem,
  at: Instant,
): Promise<void> {
  const isDone = problem.state === 'done'
  const stands = { detail: JSON.stringify(problem), due: problem.due, status: isDone ? 'closed' : 'open' }
  await trx
    .insertInto('problems')
    .values({
      id: `${filing.selfCheckId}.${problem.path}`,
      self_check_id: filing.selfCheckId,
      unit_id: filing.unitId,
      path: problem.path,
      item_id: problem.item,
      opened_at: at,
      closed_at: isDone ? at : null,
      ...stands,
    })
    .onConflict(conflict =>
      conflict.columns(['self_check_id', 'path']).doUpdateSet(({ eb, ref }) => {
        const ifStatusStays = eb.case().when(ref('problems.status'), '=', ref('excluded.status'))
        return {
          ...stands,
          closed_at: ifStatusStays.then(ref('problems.closed_at')).else(ref('excluded.closed_at')).end(),
          closing: ifStatusStays.then(ref('problems.closing')).end(),
        }
      }),
    )
    .execute()
}
