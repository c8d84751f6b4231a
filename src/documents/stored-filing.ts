import type { LedgerRows } from '../certificates/ledger-rows.ts'
import type { Instant } from '../lib/clock.ts'
import type { KnownOfProblem, Snapshot } from '../self-check/filing.ts'

/** A finding as it was filed: the item is named, its text is in the script of that time. */
export type FiledFinding = Snapshot['findings'][number] & { id: string }

/** One filing with all its papers need. Nothing in it changes after it was filed. */
export type StoredFiling = {
  receipt: string
  version: number
  startedAt: Instant
  filedAt: Instant
  /** Of the snapshot, 64 hexadecimal characters; checked when the filing is read. */
  sha256: string
  snapshot: Omit<Snapshot, 'findings'> & { findings: FiledFinding[] }
  /** Held against the snapshot's digest when the filing is read. */
  ledger: LedgerRows | null
  /** By path: `T1.1`. */
  known: Record<string, KnownOfProblem>
}
