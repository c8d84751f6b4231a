import type { Selectable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/tables.ts'
import type { Snapshot } from './filing.ts'
import type { Problem } from './findings.ts'

export type FilingHead = {
  receipt: string
  version: number
  problems: number
  filedAt: Instant
  sha256: string
}

/** A problem of the last version filed; `withdrawn` is one that a later version no longer has. */
export type ListedProblem = {
  problem: Problem
  due: string | null
  status: 'open' | 'closed' | 'withdrawn'
  closedAt: Instant | null
  /** How it was put right, where that was said in 整改. */
  how: string
  proof: string[]
}

/** What a unit has filed, of any campaign; nothing of another unit is found. */
export interface FilingShelf {
  /** Newest first. */
  list(unitId: string): Promise<FilingHead[]>
  find(unitId: string, receipt: string): Promise<(FilingHead & { snapshot: Snapshot }) | null>
  /** Open ones first. */
  problems(unitId: string): Promise<ListedProblem[]>
}

const HEAD = ['receipt', 'version', 'problems', 'filed_at', 'sha256'] as const

export function createFilingShelf({ db }: Database): FilingShelf {
  return {
    async list(unitId) {
      const rows = await db
        .selectFrom('filings')
        .select(HEAD)
        .where('unit_id', '=', unitId)
        .orderBy('filed_at', 'desc')
        .orderBy('version', 'desc')
        .execute()
      return rows.map(headOf)
    },

    async find(unitId, receipt) {
      const row = await db
        .selectFrom('filings')
        .select([...HEAD, 'snapshot'])
        .where('unit_id', '=', unitId)
        .where('receipt', '=', receipt)
        .executeTakeFirst()
      return row ? { ...headOf(row), snapshot: JSON.parse(row.snapshot) as Snapshot } : null
    },

    async problems(unitId) {
      const rows = await db
        .selectFrom('problems')
        .selectAll()
        .where('unit_id', '=', unitId)
        .orderBy('opened_at')
        .orderBy('path')
        .execute()
      return rows.map(listed).sort((one, other) => ORDER[one.status] - ORDER[other.status])
    },
  }
}

const ORDER = { open: 0, closed: 1, withdrawn: 2 }

type HeadRow = { receipt: string; version: number; problems: number; filed_at: Instant; sha256: string }

function headOf({ receipt, version, problems, filed_at, sha256 }: HeadRow): FilingHead {
  return { receipt, version, problems, filedAt: filed_at, sha256 }
}

function listed(row: Selectable<Tables['problems']>): ListedProblem {
  const closing = row.closing ? (JSON.parse(row.closing) as { how?: string; proof?: string[] }) : {}
  const problem = JSON.parse(row.detail) as Problem
  const isClosed = row.status === 'closed'
  return {
    problem,
    due: row.due,
    status: row.status as ListedProblem['status'],
    closedAt: row.closed_at,
    how: isClosed ? (closing.how ?? '') : '',
    proof: isClosed ? (closing.proof ?? problem.proof) : [],
  }
}
