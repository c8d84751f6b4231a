import type { Instant } from '../../lib/clock.ts'
import { namedRows } from './head-row.ts'
import type { ReadRow } from './read-row.ts'
import type { RosterContent } from './roster-content.ts'
import type { RosterEntry } from './roster-entry.ts'
import type { RosterStore } from './roster-store.ts'
import type { TableRow } from './table-rows.ts'

/** What is wrong with one cell, for the operator; `head` is '' where it is the whole row. */
export type RosterFault = { line: number; head: string; remedy: string }

/** `missing`: units that are on the roster and not in this file; they stay on it. */
export type RosterCounts = {
  added: number
  updated: number
  unchanged: number
  refused: number
  missing: number
}

type Dependencies = {
  store: RosterStore
  readRow: ReadRow
  content: RosterContent
  tell: (fault: RosterFault) => void
  /** Hears after each batch what has come of the rows so far, which stays so where the rest fails. */
  count?: (counts: RosterCounts) => void
}

const BATCH = 500

/** Puts the units of a table on the roster, some hundred at a time. A bad row is told and stops nothing else. */
export async function importRoster(
  { store, readRow, content, tell, count }: Dependencies,
  rows: AsyncIterable<TableRow>,
  { at, isDry }: { at: Instant; isDry: boolean },
): Promise<RosterCounts> {
  const counts: RosterCounts = {
    added: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    missing: await store.count(),
  }
  const lines = new Map<string, number>()
  let entries: RosterEntry[] = []
  let refused: string[] = []

  for await (const { line, row, fault } of namedRows(rows, content)) {
    const read = readRow(row)
    const creditCode = 'entry' in read ? read.entry.unit.creditCode : read.creditCode
    const before = creditCode === null ? undefined : lines.get(creditCode)
    const faults = 'entry' in read ? [] : read.faults
    if (before !== undefined)
      faults.push({ column: 'credit-code', remedy: `stands in line ${before} already; keep one of them` })
    if (fault !== undefined) tell({ line, head: '', remedy: fault })
    else
      for (const { column, remedy } of faults) tell({ line, head: content.columns[column][0] ?? '', remedy })
    const isGood = faults.length === 0 && fault === undefined
    if (!isGood) counts.refused += 1
    if (creditCode !== null && before === undefined) {
      lines.set(creditCode, line)
      if (isGood && 'entry' in read) entries.push(read.entry)
      else refused.push(creditCode)
    }
    if (entries.length + refused.length >= BATCH) await flush()
  }
  await flush()
  return counts

  async function flush(): Promise<void> {
    if (entries.length > 0) {
      const result = await store.list(entries, at, isDry)
      counts.added += result.added
      counts.updated += result.updated
      counts.unchanged += result.unchanged
      counts.missing -= result.listed
    }
    counts.missing -= await store.countAmong(refused)
    entries = []
    refused = []
    count?.(counts)
  }
}
