import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import type { Unit } from '../units/unit.ts'
import { dateSelfCheck } from './delivery-store.ts'
import type { Snapshot } from './filing.ts'
import { type Problem, unsettled } from './findings.ts'
import { type ProblemHistory, problemHistories } from './problem-history.ts'
import type { Writer } from './self-check-store.ts'

export type Filing = {
  receipt: string
  selfCheckId: string
  unit: Pick<Unit, 'id' | 'subject' | 'highRisk'>
  memberId: string
  script: string
  snapshot: string
  sha256: string
  /** Sealed for this receipt. */
  ledger: Uint8Array | null
  problems: Problem[]
}

/** `unsettled` counts the items filed as 待核; `subject` is what the unit was registered as. */
export type Filed = {
  receipt: string
  version: number
  problems: number
  unsettled: number
  subject: string
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
    .set(row => ({
      version: row('version', '+', 1),
      updated_at: writer.at,
      filed_subject: filing.unit.subject,
      filed_high_risk: filing.unit.highRisk ? 1 : 0,
      ...counts,
    }))
    .where('id', '=', filing.selfCheckId)
    .returning('version')
    .executeTakeFirstOrThrow()
  const row = {
    receipt: filing.receipt,
    self_check_id: filing.selfCheckId,
    unit_id: filing.unit.id,
    version,
    subject: filing.unit.subject,
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
  await dateSelfCheck(trx, filing.selfCheckId)
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

function toFiled(row: Selectable<Tables['filings']>): Filed {
  const { receipt, version, problems, subject, filed_at } = row
  const { findings } = JSON.parse(row.snapshot) as Snapshot
  return { receipt, version, problems, unsettled: unsettled(findings), subject, filedAt: filed_at }
}

/** A problem that is gone from the new version is withdrawn, not deleted. */
async function bringProblems(trx: Kysely<Tables>, filing: Filing, at: Instant): Promise<void> {
  const histories = await problemHistories(trx, filing.selfCheckId, filing.problems, at)
  const paths = filing.problems.map(({ path }) => path)
  await trx
    .updateTable('problems')
    .set({ status: 'withdrawn', closed_at: at })
    .where('self_check_id', '=', filing.selfCheckId)
    .where('status', '=', 'open')
    .$if(paths.length > 0, query => query.where('path', 'not in', paths))
    .execute()
  for (const [problem, history] of histories) await bringProblem(trx, filing, problem, history)
}

/** A problem keeps its row over versions. */
async function bringProblem(
  trx: Kysely<Tables>,
  filing: Filing,
  problem: Problem,
  history: ProblemHistory,
): Promise<void> {
  const stands = {
    detail: JSON.stringify(problem),
    due: problem.due,
    status: problem.state === 'done' ? 'closed' : 'open',
    opened_at: history.openedAt,
    closed_at: history.closedAt,
    closing: history.closing,
  }
  await trx
    .insertInto('problems')
    .values({
      id: `${filing.selfCheckId}.${problem.path}`,
      self_check_id: filing.selfCheckId,
      unit_id: filing.unit.id,
      path: problem.path,
      item_id: problem.item,
      ...stands,
    })
    .onConflict(conflict => conflict.columns(['self_check_id', 'path']).doUpdateSet(stands))
    .execute()
}
