import { toCivil } from '../campaign/civil-date.ts'
import type { Frame } from '../dialog/frame.ts'
import { AppError } from '../errors.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import { discardAnswers } from './discard-answers.ts'
import { type Filed, type Filing, filedUnder, fileVersion, lastFiled } from './file-version.ts'
import type { Problem } from './findings.ts'
import { type ProblemHistory, problemHistories } from './problem-history.ts'
import { answerOfMember, answersIn, type NewAnswer, type Recorded } from './put-answer.ts'
import { type Rectification, rectify } from './rectify.ts'

export type SelfCheck = {
  id: string
  unitId: string
  subject: string
  script: string
  version: number
  startedAt: Instant
}

export type Beginning = {
  id: string
  campaign: string
  unitId: string
  subject: string
  script: string
  memberId: string
  at: Instant
}

/** Who writes: the member, and the message under which the write happens once. */
export type Writer = { person: string; message: string; at: Instant }

/** An open problem of a filed self-check, with what was entered so far about its rectification. */
export type OpenProblem = {
  id: string
  selfCheckId: string
  path: string
  problem: Problem
  foundOn: CivilDate
  entered: Frame['answers']
}

export interface SelfCheckStore {
  /** The unit's one self-check in a campaign, begun if there is none. */
  open(begun: Beginning): Promise<SelfCheck>
  find(campaign: string, unitId: string): Promise<SelfCheck | null>
  /** From here on it is asked with this script, as a unit of the kind it is registered as now. */
  repin(selfCheckId: string, script: string): Promise<void>
  answers(selfCheckId: string): Promise<Frame['answers']>
  /** One statement where it can be recorded. */
  putAnswer(selfCheckId: string, answer: NewAnswer, writer: Writer): Promise<Recorded>
  /** Puts all answers aside, kept but no longer standing; once under a message. */
  discard(selfCheckId: string, writer: Writer): Promise<void>
  /** Files a version; filed already under this message, the same filing comes back. */
  file(filing: Filing, writer: Writer): Promise<Filed>
  /** What the record has of these problems, were they filed at that time. */
  histories(selfCheckId: string, problems: Problem[], at: Instant): Promise<Map<Problem, ProblemHistory>>
  lastFiling(selfCheckId: string): Promise<Filed | null>
  /** What this very message filed already, before a crash. */
  filedUnder(message: string): Promise<Filed | null>
  openProblems(campaign: string, unitId: string): Promise<OpenProblem[]>
  keepEntered(problemId: string, entered: Frame['answers']): Promise<void>
  /** Closes problems or moves their dates; the standing answers of the self-check follow. */
  rectify(selfCheckId: string, changes: Rectification[], writer: Writer): Promise<void>
}

export function createSelfCheckStore({ db }: Database): SelfCheckStore {
  async function find(campaign: string, unitId: string): Promise<SelfCheck | null> {
    const row = await db
      .selectFrom('self_checks')
      .selectAll()
      .where('campaign', '=', campaign)
      .where('unit_id', '=', unitId)
      .executeTakeFirst()
    if (!row) return null
    const { id, subject, version } = row
    return { id, unitId, subject, script: row.content_hash, version, startedAt: row.started_at }
  }

  return {
    async open({ id, campaign, unitId, subject, script, memberId, at }) {
      await db
        .insertInto('self_checks')
        .values({
          id,
          campaign,
          unit_id: unitId,
          subject,
          content_hash: script,
          started_at: at,
          started_by: memberId,
          updated_at: at,
        })
        .onConflict(conflict => conflict.columns(['campaign', 'unit_id']).doNothing())
        .execute()
      const found = await find(campaign, unitId)
      if (!found) throw new AppError('internal', 'a self-check vanished while it was begun')
      return found
    },

    find,

    async repin(selfCheckId, script) {
      await db
        .updateTable('self_checks')
        .set(({ selectFrom }) => ({
          content_hash: script,
          subject: selectFrom('units').select('subject').whereRef('units.id', '=', 'self_checks.unit_id'),
        }))
        .where('id', '=', selfCheckId)
        .execute()
    },

    answers: selfCheckId => answersIn(db, selfCheckId),

    putAnswer: (selfCheckId, answer, writer) => answerOfMember(db, selfCheckId, answer, writer),

    discard: (selfCheckId, writer) =>
      db.transaction().execute(trx => discardAnswers(trx, selfCheckId, writer)),

    file: (filing, writer) => db.transaction().execute(trx => fileVersion(trx, filing, writer)),

    histories: (selfCheckId, problems, at) => problemHistories(db, selfCheckId, problems, at),

    lastFiling: selfCheckId => lastFiled(db, selfCheckId),

    filedUnder: message => filedUnder(db, message),

    async openProblems(campaign, unitId) {
      const rows = await db
        .selectFrom('problems')
        .innerJoin('self_checks', 'self_checks.id', 'problems.self_check_id')
        .select(['problems.id', 'self_check_id', 'path', 'detail', 'opened_at', 'closing'])
        .where('self_checks.campaign', '=', campaign)
        .where('self_checks.unit_id', '=', unitId)
        .where('status', '=', 'open')
        .orderBy('opened_at')
        .orderBy('path')
        .execute()
      return rows.map(row => ({
        id: row.id,
        selfCheckId: row.self_check_id,
        path: row.path,
        problem: JSON.parse(row.detail) as Problem,
        foundOn: toCivil(row.opened_at),
        entered: row.closing ? (JSON.parse(row.closing) as Frame['answers']) : {},
      }))
    },

    async keepEntered(problemId, entered) {
      await db
        .updateTable('problems')
        .set({ closing: JSON.stringify(entered) })
        .where('id', '=', problemId)
        .execute()
    },

    rectify: (selfCheckId, changes, writer) =>
      db.transaction().execute(trx => rectify(trx, selfCheckId, changes, writer)),
  }
}
