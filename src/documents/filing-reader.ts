import { toCivil } from '../campaign/civil-date.ts'
import type { LedgerRows } from '../certificates/ledger-rows.ts'
import type { Script } from '../dialog/script.ts'
import { AppError } from '../errors.ts'
import type { Instant } from '../lib/clock.ts'
import { fingerprint, type KnownOfProblem } from '../self-check/filing.ts'
import { openLedger } from '../self-check/filing-ledger.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { StoredShelf } from '../storage/shelf.ts'
import type { StoredFiling } from './stored-filing.ts'

/** Filings as they were filed, with the questions they were made with. */
export interface FilingReader {
  /** Null where there is none. Rejects with AppError('internal') where the record is not what was filed. */
  find(receipt: string): Promise<StoredFiling | null>
  /** Receipts of the last version of every unit of a campaign; a few hundred are held at a time. */
  latest(campaign: string): AsyncGenerator<string>
  /** Rejects with AppError('content-missing') where the revision is gone. */
  scriptOf(filing: StoredFiling): Promise<Script>
}

const BATCH = 200

export function createFilingReader(
  { db }: Pick<Database, 'db'>,
  shelf: StoredShelf,
  seal: Seal,
): FilingReader {
  const filings = () =>
    db.selectFrom('filings').innerJoin('self_checks', 'self_checks.id', 'filings.self_check_id')

  return {
    async find(receipt) {
      const row = await filings()
        .select(['filings.receipt', 'filings.self_check_id', 'filings.version', 'filings.filed_at'])
        .select(['filings.sha256', 'filings.snapshot', 'filings.ledger', 'self_checks.started_at'])
        .where('filings.receipt', '=', receipt)
        .executeTakeFirst()
      if (!row) return null
      const problems = await db
        .selectFrom('problems')
        .select(['path', 'opened_at', 'closed_at', 'closing'])
        .where('self_check_id', '=', row.self_check_id)
        .execute()
      return toFiling(row, problems, seal)
    },

    async *latest(campaign) {
      let after = ''
      for (;;) {
        const rows = await filings()
          .select(['filings.receipt', 'filings.self_check_id'])
          .where('self_checks.campaign', '=', campaign)
          .where('self_checks.id', '>', after)
          .whereRef('self_checks.version', '=', 'filings.version')
          .orderBy('self_checks.id')
          .limit(BATCH)
          .execute()
        for (const row of rows) yield row.receipt
        const last = rows.at(-1)
        if (!last) return
        after = last.self_check_id
      }
    },

    async scriptOf({ snapshot }) {
      const script = await shelf.byHash(snapshot.script)
      if (!script) throw new AppError('content-missing', `no content ${snapshot.script}`)
      if (script.form) return script
      // Kept before the printed form was a part of it: only its head is today's then.
      return { ...script, form: shelf.current(`self-check/${snapshot.unit.subject}`).form }
    },
  }
}

type FilingRow = {
  receipt: string
  version: number
  filed_at: Instant
  started_at: Instant
  sha256: string
  snapshot: string
  ledger: Uint8Array | null
}

type ProblemRow = { path: string; opened_at: Instant; closed_at: Instant | null; closing: string | null }

function toFiling(row: FilingRow, problems: ProblemRow[], seal: Seal): StoredFiling {
  const snapshot = JSON.parse(row.snapshot) as StoredFiling['snapshot']
  if (fingerprint(snapshot) !== row.sha256)
    throw new AppError('internal', `filing ${row.receipt} is not what was filed`)
  return {
    receipt: row.receipt,
    version: row.version,
    startedAt: row.started_at,
    filedAt: row.filed_at,
    sha256: row.sha256,
    snapshot,
    ledger: ledgerIn(row, snapshot.ledger, seal),
    known: snapshot.known ?? Object.fromEntries(problems.map(each => [each.path, known(each, row.filed_at)])),
  }
}

function ledgerIn({ receipt, ledger }: FilingRow, digest: string | undefined, seal: Seal): LedgerRows | null {
  if (digest === undefined) return null
  if (!ledger) throw new AppError('internal', `filing ${receipt} has lost its ledger`)
  return openLedger(seal, receipt, ledger, digest) as LedgerRows
}

/** For filings that did not keep it themselves. What happened after them is not told, as far as the record still knows. */
function known({ opened_at, closed_at, closing }: ProblemRow, filedAt: Instant): KnownOfProblem {
  const foundOn = toCivil(opened_at)
  if (closed_at === null || closed_at > filedAt || closing === null) return { foundOn, doneOn: null, how: '' }
  const { doneOn, how } = JSON.parse(closing) as Partial<KnownOfProblem>
  return { foundOn, doneOn: doneOn ?? null, how: how ?? '' }
}
